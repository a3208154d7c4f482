// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/taskcore.h"

#include "engine/tasks/engine.h"
#include "engine/tasks/oncancel.h"

/// How a task is cancelled, expires and is paused.
namespace podium::engine
{
void TaskCore::requestCancel(CancelReason reason)
{
    if (m_finished || m_cancelling || m_shielded)
        return;
    m_reason = reason;
    beginCancel();
}

void TaskCore::expire()
{
    if (m_finished || m_cancelling)
        return;
    m_timedOut = true;
    m_lastWaitedFor = m_record->peek().waitingFor;
    m_reason = CancelReason::Parent;
    unshield();
    beginCancel();
}

void TaskCore::unshield()
{
    m_shielded = false;
    for (const auto &child : m_children)
        if (!child->m_isStop)
            child->unshield();
}

void TaskCore::beginCancel()
{
    m_cancelling = true;
    const auto keep = shared_from_this();
    m_record->edit([this](TaskInfo &info) {
        info.state = TaskState::Cancelling;
        info.reason = m_timedOut ? std::nullopt : m_reason;
    });
    m_engine.publish(*this);
    ++m_stopping; // on a virtual engine the wait may end meanwhile; the body is held until the stop actions have begun
    const bool passOn = m_reason == CancelReason::Stopped || m_reason == CancelReason::Shutdown;
    cancelChildren(passOn ? *m_reason : CancelReason::Parent); // first, so that a wait does not give them another reason
    if (m_pending && m_pending->isArmed())
        m_pending->cancelBegins();
    const auto stops = m_stops; // newest first, all at once
    for (auto guard = stops.rbegin(); guard != stops.rend(); ++guard) {
        m_cancelTaken = true;
        startStop((*guard)->makeAction());
    }
    if (--m_stopping == 0)
        proceed();
}

void TaskCore::startStop(Op<void> action)
{
    if (!m_stopConfirmed)
        m_stopConfirmed = true;
    ++m_stopping;
    TaskOptions options;
    options.deadline = Deadline::after(m_engine.stopDeadline());
    m_engine.start(QStringLiteral("stop of %1").arg(m_record->peek().label), std::move(action), this, options, true);
}

void TaskCore::proceed()
{
    if (m_held)
        m_engine.enqueue(this, std::exchange(m_held, {}));
    else if (m_pending)
        m_pending->proceed();
}

CancelReason TaskCore::takeCancel()
{
    m_cancelTaken = true;
    return reason();
}

void TaskCore::cancelChildren(CancelReason reason)
{
    const auto children = m_children;
    for (const auto &child : children)
        child->requestCancel(reason);
}

void TaskCore::setDeadline(const Deadline &deadline)
{
    if (m_finished)
        return;
    if (m_deadlineTimer) {
        m_engine.timers().remove(*m_deadlineTimer);
        m_deadlineTimer.reset();
        m_engine.timersChanged();
    }
    m_deadline = deadline.duration();
    std::optional<TimePoint> when;
    if (!deadline.isNone()) {
        const auto now = m_engine.now();
        when = now + std::min(m_deadline, TimePoint::max() - now);
        m_deadlineTimer = m_engine.at(*when, [this] {
            m_deadlineTimer.reset();
            expire();
        });
    }
    edit([&](TaskInfo &info) { info.deadline = when; });
}

bool TaskCore::isPauseRequested() const
{
    return m_pauseRequested || (m_parent && m_parent->isPauseRequested());
}

void TaskCore::requestPause(bool paused)
{
    if (m_finished || m_cancelling)
        return;
    m_pauseRequested = paused;
    edit([paused](TaskInfo &info) { info.pauseRequested = paused; });
    std::vector<TaskCore *> tree{this};
    for (std::size_t i = 0; i < tree.size(); ++i) {
        for (const auto &child : tree[i]->m_children)
            tree.push_back(child.get());
        if (tree[i]->m_pending && tree[i]->m_pending->isArmed())
            tree[i]->m_pending->pauseChanged();
    }
}

void TaskCore::showPaused(bool paused)
{
    if (m_cancelling || m_finished)
        return;
    m_record->edit([&](TaskInfo &info) {
        info.waited = info.waited || paused;
        info.state = paused ? TaskState::Paused : TaskState::Running;
    });
    m_engine.publish(*this);
}
} // namespace podium::engine
