// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/linkconnection.h"

#include "devices/links/linktext.h"

namespace podium::devices
{
LinkConnection::LinkConnection(engine::Engine &engine, Host &host, std::unique_ptr<Channel> channel, engine::Duration limit,
                               Backoff backoff)
    : m_host(host)
    , m_channel(std::move(channel))
    , m_limit(limit)
    , m_backoff(backoff)
    , m_limitTimer(engine, [this] { fail(QStringLiteral("no connection within %1").arg(inSeconds(m_limit))); })
    , m_retryTimer(engine, [this] { reconnect(QStringLiteral("next attempt")); })
{
    m_channel->opened = [this] {
        m_limitTimer.stop();
        m_host.connected();
    };
    m_channel->closed = [this](const QString &reason) { fail(reason); };
}

void LinkConnection::close()
{
    m_limitTimer.stop();
    m_retryTimer.stop();
    m_channel->close();
}

void LinkConnection::reconnect(const QString &why)
{
    close();
    m_limitTimer.start(m_limit);
    m_host.connecting(why);
    if (m_limitTimer.isActive()) // else whoever was told has closed the link
        m_channel->open();
}

void LinkConnection::fail(const QString &why)
{
    close();
    const auto delay = m_backoff.next();
    m_retryTimer.start(delay);
    m_host.disconnected(why, delay);
}
} // namespace podium::devices
