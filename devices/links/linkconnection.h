// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/backoff.h"
#include "devices/links/channel.h"
#include "devices/links/connectpace.h"
#include "devices/links/linktimer.h"

namespace podium::devices
{
/// Keeps one channel connected: a limit for each attempt, backoff between attempts, short while a stop waits, a new connection
/// on demand. Whatever connects by itself waits for its turn among the links of the engine (ConnectPace).
/// Thread: the engine's.
class LinkConnection
{
public:
    /// Whoever uses the connection; called from the event loop or a timer, or inside reconnect(), reconnectInTurn(), fail().
    class Host
    {
    public:
        virtual ~Host() = default;
        virtual void connecting(const QString &why) = 0;
        virtual void connected() = 0;
        /// The attempt failed or the connection was lost, so that what was under way has ended.
        virtual void lost(const QString &why) = 0;
        /// Follows lost(), unless that began or closed a connection, and again when it hurries: the next attempt is made by itself.
        virtual void waiting(const QString &why, engine::Duration retryIn) = 0;
        /// True while something waits that must be sent first of all.
        virtual bool hurries() const { return false; }
    };

    /// The longest backoff while the host hurries.
    static constexpr engine::Duration backoffOfStop = std::chrono::milliseconds(250);

    LinkConnection(engine::Engine &engine, Host &host, std::unique_ptr<Channel> channel, engine::Duration limit, Backoff backoff);

    Channel &channel() { return *m_channel; }
    const Channel &channel() const { return *m_channel; }
    /// Attempts that failed since the last confirm().
    int failures() const { return m_backoff.failures(); }

    /// Drops whatever there is and connects now.
    void reconnect(const QString &why);
    /// Drops whatever there is and connects when it is its turn, mostly now.
    void reconnectInTurn(const QString &why);
    /// Drops the connection and tries again after the backoff.
    void fail(const QString &why);
    /// The host hurries from now on, also in a backoff that has begun.
    void hurry();
    /// Drops the connection and makes no further attempt.
    void close();
    /// The peer is who it should be: the backoff begins anew.
    void confirm() { m_backoff.reset(); }

private:
    void attempt();
    void retry();

    engine::Engine &m_engine;
    Host &m_host;
    std::unique_ptr<Channel> m_channel;
    engine::Duration m_limit;
    Backoff m_backoff;
    LinkTimer m_limitTimer;
    LinkTimer m_retryTimer;
    ConnectPace::Place m_turn;
    QString m_why;  // the next attempt is made
    QString m_loss; // the last one ended
    quint64 m_session = 0;
};
} // namespace podium::devices
