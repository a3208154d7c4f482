// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/linkconnection.h"

#include "devices/links/linktext.h"

#include <algorithm>

namespace podium::devices
{
LinkConnection::LinkConnection(engine::Engine &engine, Host &host, std::unique_ptr<Channel> channel, engine::Duration limit,
                               Backoff backoff)
    : m_engine(engine)
    , m_host(host)
    , m_channel(std::move(channel))
    , m_limit(limit)
    , m_backoff(backoff)
    , m_limitTimer(engine, [this] { fail(QStringLiteral("no connection within %1").arg(inSeconds(m_limit))); })
    , m_retryTimer(engine, [this] { retry(); })
    , m_turn(ConnectPace::of(engine), [this] { reconnect(QString(m_why)); }, [this] { return m_host.hurries(); })
{
    m_channel->opened = [this] {
        m_limitTimer.stop();
        m_host.connected();
    };
    m_channel->closed = [this](const QString &reason) {
        const bool wasOpened = !m_limitTimer.isActive();
        const bool again = wasOpened && failures() > 0 && m_channel->beginsAnew(); // and it has not said who it is in between
        fail(again ? QStringLiteral("%1; it takes each connection and ends it without a word: another program may have it").arg(reason) : reason);
    };
}

void LinkConnection::close()
{
    ++m_session;
    m_limitTimer.stop();
    m_retryTimer.stop();
    m_turn.leave();
    m_channel->close();
}

void LinkConnection::reconnect(const QString &why)
{
    close();
    const auto session = m_session;
    m_host.connecting(why);
    if (session == m_session) // else whoever was told has closed the link
        attempt();
}

void LinkConnection::reconnectInTurn(const QString &why)
{
    close();
    m_why = why;
    const auto session = m_session;
    m_host.connecting(why);
    if (session == m_session && m_turn.take())
        attempt();
}

void LinkConnection::retry()
{
    m_why = m_host.hurries() ? QStringLiteral("a stop waits to be sent") : QStringLiteral("next attempt");
    if (m_turn.take())
        reconnect(QString(m_why));
}

void LinkConnection::attempt()
{
    m_limitTimer.start(m_limit);
    m_channel->open();
}

void LinkConnection::fail(const QString &why)
{
    close();
    const auto session = m_session;
    m_host.lost(why);
    if (session != m_session)
        return; // whoever was told has begun a connection, or closed the link
    const auto backoff = m_backoff.next();
    const auto delay = m_host.hurries() ? std::min(backoff, backoffOfStop) : backoff;
    m_retryTimer.start(delay);
    m_loss = why;
    m_host.waiting(m_loss, delay);
}

void LinkConnection::hurry()
{
    if (m_retryTimer.isActive() && m_retryTimer.startBy(m_engine.now() + backoffOfStop))
        m_host.waiting(m_loss, backoffOfStop);
}
} // namespace podium::devices
