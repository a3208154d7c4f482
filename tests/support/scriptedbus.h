// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/channel.h"
#include "engine/tasks/engine.h"

#include <deque>
#include <memory>

namespace podium::tests
{
/// A bus without a wire, by the engine's clock: it takes one message at a time, and fetches a reply only while one is
/// expected. The instrument answers in order and forgets nothing but what is cleared.
/// Thread: the engine's.
class ScriptedBus final : public devices::Channel
{
public:
    explicit ScriptedBus(engine::Engine &engine) : m_engine(engine) {}

    /// What it replies, a null reply for nothing, and how long it works on that.
    std::function<std::pair<QByteArray, engine::Duration>(const QByteArray &message)> onMessage;
    engine::Duration callTime = std::chrono::milliseconds(1);
    engine::Duration clearTime = std::chrono::milliseconds(1);
    int clears = 0;
    int connections = 0;
    QByteArrayList taken; ///< the messages that the instrument took, in order
    /// The peer ends the connection.
    void hangUp(engine::Duration after)
    {
        later(after, [this] {
            close();
            closed(QStringLiteral("whim"));
        });
    }

    QString address() const override { return QStringLiteral("bus:"); }
    void open() override
    {
        later(callTime, [this] {
            m_open = true;
            ++connections;
            opened();
        });
    }
    void close() override
    {
        ++*m_session;
        m_open = false;
        forget();
    }
    void send(QByteArrayView message) override
    {
        if (!m_open)
            return;
        m_messages.push_back(message.toByteArray());
        m_sending = true;
        next();
        m_sending = false;
    }
    bool isHeldBack() const override { return m_messages.size() > m_begun; }
    bool isDrained() const override { return m_messages.empty() && !m_clearing; }
    bool isBus() const override { return true; }
    void clear() override
    {
        ++clears;
        ++*m_session; // what was under way does not come any more
        const std::deque<QByteArray> held(m_messages.begin() + static_cast<std::ptrdiff_t>(m_begun), m_messages.end());
        forget();
        m_messages = held;
        m_clearing = true;
        later(clearTime, [this] {
            m_clearing = false;
            const auto session = *m_session;
            cleared();
            if (session == *m_session)
                goOn();
        });
    }

private:
    void later(engine::Duration after, std::function<void()> function)
    {
        m_engine.at(m_engine.now() + after,
                    [alive = std::weak_ptr(m_session), session = *m_session, function = std::move(function)] {
                        if (const auto now = alive.lock(); now && *now == session)
                            function();
                    });
    }
    void forget()
    {
        m_messages.clear();
        m_replies.clear();
        m_busyUntil = {};
        m_calling = m_clearing = false;
        m_begun = 0;
    }
    void goOn()
    {
        const auto session = *m_session;
        next();
        if (session == *m_session && isDrained())
            drained();
    }
    void next()
    {
        if (m_calling || m_clearing)
            return;
        if (!m_messages.empty()) {
            m_calling = true;
            m_begun = 1;
            later(callTime, [this] { take(); });
            if (!m_sending)
                left();
        } else if (!m_replies.empty() && expecting()) {
            m_calling = true;
            later(callTime, [this] { fetch(); });
        }
    }
    void take()
    {
        m_calling = false;
        const auto message = m_messages.front().chopped(1);
        m_messages.pop_front();
        m_begun = 0;
        taken << message;
        const auto answer = onMessage(message);
        m_busyUntil = std::max(m_busyUntil, m_engine.now()) + answer.second;
        if (!answer.first.isNull())
            later(m_busyUntil - m_engine.now(), [this, reply = answer.first] {
                m_replies.push_back(reply);
                next();
            });
        goOn();
    }
    void fetch()
    {
        m_calling = false;
        const auto reply = m_replies.front();
        m_replies.pop_front();
        const auto session = *m_session;
        received(reply);
        if (session == *m_session)
            messageEnded();
        if (session == *m_session)
            next();
    }

    engine::Engine &m_engine;
    std::shared_ptr<int> m_session = std::make_shared<int>(0);
    std::deque<QByteArray> m_messages; // not taken yet
    std::deque<QByteArray> m_replies;  // not fetched yet
    engine::TimePoint m_busyUntil{};
    bool m_open = false;
    bool m_calling = false;
    bool m_clearing = false;
    bool m_sending = false;
    std::size_t m_begun = 0; // of the messages: 1 while the first is under way
};
} // namespace podium::tests
