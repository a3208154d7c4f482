// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/waits.h"

#include <algorithm>

namespace podium::engine
{
SleepWait::~SleepWait()
{
    if (m_timer)
        task()->engine().timers().remove(*m_timer);
}

void SleepWait::arm()
{
    auto &engine = task()->engine();
    const auto now = engine.now();
    m_timer = engine.at(now + std::min<Duration>(m_duration, TimePoint::max() - now), [this] {
        m_timer.reset();
        wake();
    });
}

void SleepWait::abort()
{
    if (m_timer) {
        task()->engine().timers().remove(*m_timer);
        m_timer.reset();
    }
    wake();
}

bool PauseWait::ready()
{
    return !task()->isPauseRequested();
}

void PauseWait::arm()
{
    task()->showPaused(true);
}

void PauseWait::pauseChanged()
{
    if (ready())
        wake();
}

void PauseWait::await_resume()
{
    if (isArmed())
        task()->showPaused(false);
    throwIfCancelled();
}

bool JoinWait::ready()
{
    return !task()->hasRunningChildren();
}

void JoinWait::arm()
{
    task()->setJoinAll([this] { childFinished(); });
    if (task()->hasChildError())
        task()->cancelChildren(CancelReason::Parent);
    else
        task()->recheckTree();
}

JoinWait::~JoinWait()
{
    if (isArmed())
        task()->setJoinAll({});
}

void JoinWait::childFinished()
{
    if (task()->hasChildError())
        task()->cancelChildren(CancelReason::Parent);
    if (!task()->hasRunningChildren())
        wake();
}

void JoinWait::blockers(std::vector<TaskCore *> &tasks) const
{
    for (const auto &child : task()->children())
        tasks.push_back(child.get());
}

void JoinWait::await_resume()
{
    task()->setJoinAll({});
    throwIfCancelled();
    if (const auto error = task()->takeChildError())
        std::rethrow_exception(error);
}

WaitingFor::WaitingFor(const QString &what)
    : m_task(currentTask())
    , m_outer(m_task->record().peek().waitingFor)
{
    m_task->edit([&](TaskInfo &info) { info.waitingFor = what; });
}

WaitingFor::~WaitingFor()
{
    m_task->edit([this](TaskInfo &info) { info.waitingFor = m_outer; });
}

void report(double fraction, const QString &text)
{
    report(Progress{fraction, text, {}});
}

void report(const Progress &progress)
{
    auto *task = currentTask();
    task->record().publishProgress(progress);
    task->touch();
}

void declarePausable()
{
    currentTask()->edit([](TaskInfo &info) { info.pausable = true; });
}
} // namespace podium::engine
