// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/backoff.h"
#include "devices/links/channel.h"
#include "devices/links/linktimer.h"

namespace podium::devices
{
/// Keeps one channel connected: a limit for each attempt, backoff between attempts, a new connection at once on demand.
/// Thread: the engine's.
class LinkConnection
{
public:
    /// Whoever uses the connection; called from the event loop or a timer, or inside open(), reconnect(), connectNow(), fail().
    class Host
    {
    public:
        virtual ~Host() = default;
        virtual void connecting(const QString &why) = 0;
        virtual void connected() = 0;
        /// The attempt failed or the connection was lost; the next attempt follows by itself.
        virtual void disconnected(const QString &why, engine::Duration retryIn) = 0;
    };

    LinkConnection(engine::Engine &engine, Host &host, std::unique_ptr<Channel> channel, engine::Duration limit, Backoff backoff);

    Channel &channel() { return *m_channel; }
    const Channel &channel() const { return *m_channel; }
    /// Attempts that failed since the last confirm().
    int failures() const { return m_backoff.failures(); }

    /// Drops whatever there is and connects now.
    void reconnect(const QString &why);
    /// Drops the connection and tries again after the backoff.
    void fail(const QString &why);
    /// Drops the connection and makes no further attempt.
    void close();
    /// The peer is who it should be: the backoff begins anew.
    void confirm() { m_backoff.reset(); }

private:
    Host &m_host;
    std::unique_ptr<Channel> m_channel;
    engine::Duration m_limit;
    Backoff m_backoff;
    LinkTimer m_limitTimer;
    LinkTimer m_retryTimer;
};
} // namespace podium::devices
