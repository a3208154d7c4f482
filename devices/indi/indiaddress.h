// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/tcpaddress.h"

namespace podium::devices
{
/// Where an INDI device is: indi://host:7624/DEVICE NAME, with blanks and the like percent-encoded. Without a port it is 7624.
struct IndiAddress {
    TcpAddress server; ///< as tcp://host:port
    QString device;    ///< empty: the address names only the server

    /// Errors: Refused for another scheme, no host, or a query, a fragment or a user.
    static IndiAddress parse(const QString &text);
    bool operator==(const IndiAddress &) const = default;
};
} // namespace podium::devices
