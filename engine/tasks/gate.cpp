// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/gate.h"

namespace podium::engine
{
EngineGate::EngineGate(std::function<void()> wake, std::function<void()> runNow)
    : m_wake(std::move(wake))
    , m_runNow(std::move(runNow))
{
}

bool EngineGate::enqueue(Functions &queue, std::function<void()> &&function, bool urgent)
{
    std::lock_guard guard(m_mutex);
    if (m_closed)
        return false; // the function is dropped by the caller, after the mutex
    const bool mustWake = m_posted.empty() && m_urgent.empty();
    queue.push_back(std::move(function));
    if (urgent)
        m_hasUrgent.store(true, std::memory_order_release);
    if (mustWake || urgent)
        m_wake();
    return true;
}

bool EngineGate::defer(std::function<void()> function)
{
    return enqueue(m_posted, std::move(function), false);
}

bool EngineGate::post(std::function<void()> function)
{
    const bool posted = defer(std::move(function));
    if (posted)
        afterCall();
    return posted;
}

bool EngineGate::postUrgent(std::function<void()> function)
{
    const bool posted = enqueue(m_urgent, std::move(function), true);
    if (posted)
        afterCall();
    return posted;
}

void EngineGate::takePosted(Functions &functions)
{
    std::lock_guard guard(m_mutex);
    functions.swap(m_posted);
}

void EngineGate::takeUrgent(Functions &functions)
{
    std::lock_guard guard(m_mutex);
    functions.swap(m_urgent);
    m_hasUrgent.store(false, std::memory_order_release);
}

bool EngineGate::hasPosted() const
{
    std::lock_guard guard(m_mutex);
    return !m_posted.empty() || !m_urgent.empty();
}

void EngineGate::close()
{
    Functions posted;
    Functions urgent;
    std::lock_guard guard(m_mutex);
    m_closed = true;
    posted.swap(m_posted);
    urgent.swap(m_urgent);
}
} // namespace podium::engine
