// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"

#include <utility>

/// What a link does with a channel that is a bus.
namespace podium::devices
{
void MessageLink::prepareBus()
{
    auto &channel = m_connection.channel();
    channel.expecting = [this] { return m_exchanger.isAwaiting(); };
    channel.messageEnded = [this] {
        m_ended = true;
        beginIntake();
    };
    channel.left = [this] { m_exchanger.left(); };
    channel.cleared = [this] {
        if (!std::exchange(m_clearing, false) || m_state != LinkState::Identifying)
            return; // it was cleared for a stop
        m_exchanger.cleared();
        m_handshake.start();
    };
}

void MessageLink::clearAndIdentify(const QString &why)
{
    m_exchanger.suspend(why);
    m_clearing = true;
    setState(LinkState::Identifying, QStringLiteral("resynchronising: %1").arg(why));
    if (m_state == LinkState::Identifying)
        clearBus();
}
} // namespace podium::devices
