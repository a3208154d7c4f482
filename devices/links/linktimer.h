// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

namespace podium::devices
{
/// One alarm by the engine's clock that calls the same function each time.
/// Thread: the engine's; it must not outlive the engine.
class LinkTimer
{
public:
    LinkTimer(engine::Engine &engine, std::function<void()> function)
        : m_engine(engine)
        , m_function(std::move(function))
    {
    }
    ~LinkTimer() { stop(); }
    LinkTimer(const LinkTimer &) = delete;
    LinkTimer &operator=(const LinkTimer &) = delete;

    /// Calls the function once after this time; a former alarm is void.
    void start(engine::Duration after) { startAt(m_engine.now() + after); }
    void startAt(engine::TimePoint when)
    {
        stop();
        m_when = when;
        m_id = m_engine.at(when, [this] { fire(); });
    }
    /// Makes sure that the function is called at this time or before. False: it was to be anyway.
    bool startBy(engine::TimePoint when)
    {
        if (m_id && when >= m_when)
            return false;
        startAt(when);
        return true;
    }
    /// Calls the function in the next slice of the engine, ahead of every other alarm; begins no slice by itself.
    void startFirst()
    {
        stop();
        m_id = m_engine.timers().add(engine::TimePoint::min(), [this] { fire(); });
    }
    void stop()
    {
        if (m_id)
            m_engine.timers().remove(*m_id);
        m_id.reset();
    }
    bool isActive() const { return m_id.has_value(); }

private:
    void fire()
    {
        m_id.reset();
        m_function();
    }

    engine::Engine &m_engine;
    std::function<void()> m_function;
    std::optional<engine::Timers::Id> m_id;
    engine::TimePoint m_when{};
};
} // namespace podium::devices
