// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/vxi11/protocol.h"

#include <optional>

namespace podium::devices::vxi11
{
/// Where a VXI-11 instrument is and how it is used: vxi11://host/inst0, behind it ?key=value&...
struct Address {
    QString host;
    QString device = QStringLiteral("inst0"); ///< behind a gateway for example "gpib0,22"
    quint16 port = 0;                         ///< of the core channel; 0: the portmapper tells it
    quint16 portmapper = portmap::port;
    quint32 ioTimeout = 2000;                 ///< Unit: milliseconds
    quint32 lockTimeout = 0; ///< how long another program's lock is waited for; 0: not at all. Unit: milliseconds
    bool lock = false;       ///< keeps other programs away
    std::optional<char> termChar; ///< ends a reply besides END

    /// Errors: Refused for another scheme, no host, an unknown key, or a value that is none, saying what is allowed.
    static Address parse(const QString &text);
    /// The same for two spellings of one address.
    QString toString() const;
    bool operator==(const Address &) const = default;
};
} // namespace podium::devices::vxi11
