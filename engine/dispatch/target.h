// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/states.h"
#include "engine/tasks/inbox.h"

#include <QPointer>

#include <atomic>

namespace podium::engine
{
/// The half of a subscription that lives in the context's thread: whom to call, and whether still.
class Target
{
public:
    explicit Target(QObject *context) : m_context(context) {}
    virtual ~Target() = default;
    Target(const Target &) = delete;
    Target &operator=(const Target &) = delete;

    /// Odd: active; even: not active; 0: ended. Every change makes a new number, and what was sent under an older one is
    /// not delivered. Thread: any.
    quint64 generation() const { return m_generation.load(std::memory_order_acquire); }
    static bool isActive(quint64 generation) { return generation % 2 == 1; }
    /// Thread: the subscriber's.
    void setActive(bool active)
    {
        const auto now = generation();
        if (now != 0 && isActive(now) != active)
            m_generation.store(now + 1, std::memory_order_release);
    }
    void end() { m_generation.store(0, std::memory_order_release); }

protected:
    /// Thread: the context's. What the handler throws is logged.
    void call(quint64 sentUnder, const std::function<void()> &handler)
    {
        if (sentUnder == generation() && m_context)
            guarded("a subscriber", handler);
    }

private:
    std::atomic<quint64> m_generation{1};
    QPointer<QObject> m_context;
};

/// Whom to call with a T.
template <class T>
class TargetOf : public Target
{
public:
    TargetOf(QObject *context, std::function<void(const T &)> handler) : Target(context), m_handler(std::move(handler)) {}

    void deliver(quint64 sentUnder, const T &value)
    {
        call(sentUnder, [this, &value] { handle(value); });
    }

protected:
    void handle(const T &value) { m_handler(value); }

private:
    std::function<void(const T &)> m_handler;
};

class LatestTarget;

/// The newest of one parameter: the reading alone if nothing else has changed.
struct LatestItem {
    LatestTarget *target;
    quint64 sentUnder;
    std::unique_ptr<ParameterState> whole;
    Reading reading; ///< if there is no whole
};

/// Puts the readings into the state that it got first.
class LatestTarget final : public TargetOf<ParameterState>
{
public:
    using TargetOf<ParameterState>::TargetOf;

    void take(LatestItem &item)
    {
        call(item.sentUnder, [this, &item] {
            if (item.whole)
                m_state = std::move(*item.whole);
            else
                m_state.reading = std::move(item.reading);
            handle(m_state);
        });
    }

private:
    ParameterState m_state;
};
} // namespace podium::engine
