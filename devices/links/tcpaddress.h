// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::devices
{
/// Where a TCP instrument listens: tcp://host:port, with [..] around an IPv6 address.
struct TcpAddress {
    QString host;
    quint16 port = 0;

    /// Errors: Refused for another scheme, no host, no port, or anything behind the port.
    static TcpAddress parse(const QString &text);
    QString toString() const;
    bool operator==(const TcpAddress &) const = default;
};
} // namespace podium::devices
