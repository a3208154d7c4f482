// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/engine.h"

#include "engine/tasks/inbox.h"

/// The slices in which the engine runs what is ready.
namespace podium::engine
{
namespace
{
thread_local TaskCore *t_current = nullptr;
} // namespace

TaskCore *currentTask()
{
    return t_current;
}

void Engine::enqueue(TaskCore *task, std::coroutine_handle<> handle)
{
    (task->isUrgent() ? m_readyUrgent : m_ready).push_back({task->shared_from_this(), handle});
    if (!m_draining)
        m_scheduler->wake();
}

bool Engine::hasWork() const
{
    return isReady() || !m_finishing.empty() || m_gate->hasPosted();
}

void Engine::resume(const std::shared_ptr<TaskCore> &task, std::coroutine_handle<> handle)
{
    if (task->m_finished)
        return;
    if (!task->m_started) {
        task->m_started = true;
        if (task->isCancelling()) { // it never began, so there is nothing to unwind
            task->m_bodyDone = true;
            task->tryFinish();
            return;
        }
        task->m_record->edit([this](TaskInfo &info) {
            info.state = TaskState::Running;
            info.startedAt = isVirtual() ? now() : m_stretchBegan;
        });
        publish(*task);
    } else if (task->isStopping()) {
        task->m_held = handle; // the body waits until its stop actions are done
        return;
    }
    auto *outer = std::exchange(t_current, task.get());
    while (handle) {
        detail::t_next = {};
        handle.resume();
        handle = std::exchange(detail::t_next, {});
    }
    t_current = outer;
}

void Engine::drain()
{
    if (m_draining)
        return;
    m_draining = true;
    const auto begun = Clock::now();
    const auto slice = m_scheduler->slice();
    runUrgent();
    runPosted();
    fireTimers();
    finishPending();
    m_stretchBegan = noteStretch(begun, nullptr);
    while (isReady()) {
        if (m_gate->hasUrgent())
            runUrgent();
        resumeFirst(m_readyUrgent.empty() ? m_ready : m_readyUrgent);
        if (m_stretchBegan - begun > slice)
            break;
    }
    flushTouched();
    m_draining = false;
    if (hasWork())
        m_scheduler->wake();
    timersChanged();
}

void Engine::resumeFirst(std::deque<Ready> &queue)
{
    const auto next = std::move(queue.front());
    queue.pop_front();
    resume(next.task, next.handle);
    finishPending();
    m_stretchBegan = noteStretch(m_stretchBegan, next.task.get());
}

void Engine::resumeUrgent()
{
    while (!m_readyUrgent.empty())
        resumeFirst(m_readyUrgent);
}

TimePoint Engine::noteStretch(TimePoint from, const TaskCore *task)
{
    const auto until = Clock::now();
    if (until - from > m_longest) {
        m_longest = until - from;
        m_longestWhat = task ? task->m_record->peek().label : QStringLiteral("calls from other threads and timers");
    }
    return until;
}

QString Engine::takeLongestStretch()
{
    m_longest = Duration::zero();
    return std::exchange(m_longestWhat, {});
}

void Engine::runUrgent()
{
    if (!m_gate->hasUrgent())
        return;
    EngineGate::Functions urgent;
    m_gate->takeUrgent(urgent);
    for (const auto &function : urgent)
        guarded("an urgent call", function);
}

void Engine::runPosted()
{
    m_gate->takePosted(m_posted);
    for (const auto &function : m_posted) {
        if (m_gate->hasUrgent())
            runUrgent();
        guarded("a posted call", function);
    }
    m_posted.clear();
}

void Engine::fireTimers()
{
    while (m_timers.next() && m_timers.fireOne(now()))
        if (m_gate->hasUrgent())
            runUrgent();
}

void Engine::finishLater(std::shared_ptr<TaskCore> task)
{
    m_finishing.push_back(std::move(task));
    if (!m_draining)
        m_scheduler->wake();
}

void Engine::finishPending()
{
    while (!m_finishing.empty()) {
        const auto task = std::move(m_finishing.back());
        m_finishing.pop_back();
        task->finish();
    }
}

void Engine::flushTouched()
{
    const auto touched = std::exchange(m_touched, {});
    for (const auto &task : touched) {
        if (std::exchange(task->m_touched, false) && !task->m_finished)
            publish(*task);
    }
}

Timers::Id Engine::at(TimePoint when, std::function<void()> function)
{
    const auto id = m_timers.add(when, std::move(function));
    timersChanged();
    return id;
}

void Engine::timersChanged()
{
    if (!m_draining)
        m_scheduler->setAlarm(m_timers.next());
}
} // namespace podium::engine
