// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/address.h"
#include "tests/fuzz/fuzz.h"

using podium::devices::vxi11::Address;
using podium::tests::demand;

namespace
{
void parse(QByteArrayView bytes)
{
    Address address;
    if (!podium::tests::succeeds([&] { address = Address::parse(QString::fromUtf8(bytes)); }))
        return;
    demand(!address.host.isEmpty() && !address.device.isEmpty(), "an address has a host and a device");
    demand(Address::parse(address.toString()) == address, "an address is read back as it was told");
}
} // namespace

PODIUM_FUZZ(parse)
