// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <vector>

namespace podium::engine
{
class TaskCore;

/// A leaf wait of an operation: every one is a point where a cancel gets through.
///
/// A wait lives in the frame of the coroutine that awaits it. It is armed once, woken once, by the engine thread. While
/// stop actions of its task run it is not even begun.
/// Cancel: the stop actions run first; then abort() must lead to wake(), and await_resume() throws Cancelled.
class Wait
{
public:
    Wait() = default;
    Wait(const Wait &) = delete;
    Wait &operator=(const Wait &) = delete;
    virtual ~Wait() = default;

    void attach(TaskCore *task) { m_task = task; }
    bool await_ready();
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> awaiting)
    {
        suspend(awaiting);
    }

    /// Adds the tasks that must get on before this wait can end; the search for deadlocks follows them.
    virtual void blockers(std::vector<TaskCore *> &) const {}
    /// Looks for a deadlock again, because something else began to wait.
    virtual void recheck() {}
    /// Somebody asked to pause the task, or to go on.
    virtual void pauseChanged() {}
    /// True while the wait may not be given up, for example because a thread still uses the frame.
    virtual bool mustComplete() const { return false; }
    bool isArmed() const { return m_armed; }
    /// The task's stop actions are about to begin: what this wait has queued elsewhere must not begin after them.
    virtual void cancelBegins() {}
    /// Gives the wait up because its task is cancelled.
    virtual void abort() = 0;
    void wake();
    /// The task's stop actions are done, or it is cancelled and has none: the wait begins, goes on or is given up.
    void proceed();

protected:
    virtual bool ready() = 0; ///< satisfied already?
    virtual void arm() = 0;   ///< begin to wait; wake() once when satisfied
    void throwIfCancelled() const;
    TaskCore *task() const { return m_task; }
    bool isWoken() const { return m_woken; }

private:
    void suspend(std::coroutine_handle<> awaiting);

    TaskCore *m_task = nullptr;
    std::coroutine_handle<> m_awaiting;
    bool m_armed = false;
    bool m_woken = false;
};
} // namespace podium::engine
