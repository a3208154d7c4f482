// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

namespace podium::devices
{
/// How a link stands.
enum class LinkState : quint8 {
    Down,        ///< not opened, or closed
    Connecting,  ///< waiting for the peer to accept
    Identifying, ///< connected or drained; the expected identity has not answered yet
    Up,          ///< the expected identity has answered
    Backoff,     ///< waiting before the next attempt
};
} // namespace podium::devices

Q_DECLARE_METATYPE(podium::devices::LinkState)
