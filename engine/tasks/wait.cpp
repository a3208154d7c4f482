// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/wait.h"

#include "engine/tasks/engine.h"
#include "engine/tasks/taskcore.h"

namespace podium::engine
{
bool Wait::await_ready()
{
    if (m_task->isStopping())
        return false; // the body is parked until its stop actions are done
    if (m_task->isCancelling() && !mustComplete())
        return true;
    return ready();
}

void Wait::suspend(std::coroutine_handle<> awaiting)
{
    m_awaiting = awaiting;
    m_task->setPending(this);
    if (m_task->isStopping())
        return;
    m_armed = true;
    arm();
}

void Wait::proceed()
{
    if (m_armed) {
        if (m_task->isCancelling())
            abort();
    } else if (await_ready()) {
        wake();
    } else {
        m_armed = true;
        arm();
    }
}

void Wait::wake()
{
    if (m_woken)
        return;
    m_woken = true;
    m_task->setPending(nullptr);
    m_task->engine().enqueue(m_task, m_awaiting);
}

void Wait::throwIfCancelled() const
{
    if (m_task->isCancelling())
        throw Cancelled{m_task->takeCancel()};
}
} // namespace podium::engine
