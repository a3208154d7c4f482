// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/tcpaddress.h"
#include "tests/fuzz/fuzz.h"

using podium::devices::TcpAddress;
using podium::tests::demand;

namespace
{
void parse(QByteArrayView bytes)
{
    TcpAddress address;
    if (!podium::tests::succeeds([&] { address = TcpAddress::parse(QString::fromUtf8(bytes)); }))
        return;
    demand(!address.host.isEmpty() && address.port > 0, "an address has a host and a port");
    demand(TcpAddress::parse(address.toString()) == address, "an address is read back as it was told");
}
} // namespace

PODIUM_FUZZ(parse)
