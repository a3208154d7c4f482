// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/jobcontrol.h"

#include "engine/tasks/taskcore.h"

namespace podium::engine
{
JobControl::JobControl(std::shared_ptr<EngineGate> gate, std::weak_ptr<TaskCore> task)
    : m_gate(std::move(gate))
    , m_task(std::move(task))
{
}

void JobControl::report(const Progress &progress)
{
    if (!m_reports->push(progress))
        return;
    auto tell = [reports = m_reports, weak = m_task] {
        const auto next = reports->pop();
        const auto task = weak.lock();
        if (!next || !task)
            return;
        task->record().publishProgress(*next);
        task->touch();
    };
    if (m_gate->isEngineThread())
        tell();
    else
        m_gate->defer(std::move(tell));
}

void JobControl::pausePoint()
{
    if (!isPauseRequested())
        return;
    showPaused(true);
    suspend();
    showPaused(false);
}

void JobControl::showPaused(bool paused)
{
    m_gate->defer([weak = m_task, paused] {
        if (const auto task = weak.lock())
            task->showPaused(paused);
    });
}
} // namespace podium::engine
