// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/taskcore.h"

#include "engine/tasks/engine.h"

#include <algorithm>

namespace podium::engine
{
void detail::bodyDone(TaskCore *task) noexcept
{
    task->bodyEnded();
}

TaskCore::TaskCore(Engine &engine, std::shared_ptr<TaskRecord> record, TaskCore *parent, bool isStop)
    : m_engine(engine)
    , m_record(std::move(record))
    , m_parent(parent)
    , m_root(parent ? parent->root() : this)
    , m_epoch(parent ? parent->epoch() : engine.gate()->epoch())
    , m_isStop(isStop)
    , m_shielded(isStop || (parent && parent->m_shielded))
{
}

TaskCore::~TaskCore() = default;

void TaskCore::touch()
{
    if (!std::exchange(m_touched, true))
        m_engine.touched(shared_from_this());
}

bool TaskCore::isBelow(const TaskCore *other) const
{
    for (auto *above = m_parent; above; above = above->m_parent)
        if (above == other)
            return true;
    return false;
}

bool TaskCore::hasRunningChildren() const
{
    return std::any_of(m_children.begin(), m_children.end(), [](const auto &child) { return !child->m_isStop; });
}

void TaskCore::recheckTree()
{
    if (m_pending)
        m_pending->recheck();
    const auto children = m_children;
    for (const auto &child : children)
        child->recheckTree();
}

void TaskCore::bodyEnded()
{
    const auto keep = shared_from_this();
    m_bodyDone = true;
    if (const auto error = bodyError()) {
        takeError(error);
    } else {
        storeResult();
        if (!m_cancelTaken)
            m_cancelling = false; // it came through in spite of a cancel that arrived too late
    }
    if (m_error || m_cancelling || hasChildError())
        cancelChildren(CancelReason::Parent);
    else if (!m_children.empty())
        recheckTree();
    tryFinish();
}

void TaskCore::takeError(const std::exception_ptr &error)
{
    try {
        std::rethrow_exception(error);
    } catch (const Cancelled &cancelled) {
        if (!m_reason)
            m_reason = cancelled.reason;
        m_cancelling = true;
    } catch (...) {
        m_error = error;
    }
}

void TaskCore::tryFinish()
{
    if (!m_bodyDone || !m_children.empty() || m_finished)
        return;
    m_engine.finishLater(shared_from_this());
}

void TaskCore::finish()
{
    if (m_finished)
        return;
    const auto keep = shared_from_this();
    m_finished = true;
    if (m_deadlineTimer) {
        m_engine.timers().remove(*m_deadlineTimer);
        m_deadlineTimer.reset();
        m_engine.timersChanged();
    }
    destroyBody();
    for (auto &release : std::exchange(m_releaseLast, {}))
        release();
    settleOutcome();
    for (auto *joiner : std::exchange(m_joiners, {})) {
        m_record->observe();
        joiner->wake();
    }
    m_engine.publish(*this);
    if (m_parent)
        m_parent->childFinished(this);
    else
        m_engine.forget(*this);
}

void TaskCore::abandon()
{
    if (std::exchange(m_finished, true))
        return;
    if (!m_stops.empty() || m_stopping > 0)
        m_stopConfirmed = false;
    destroyBody();
    for (auto &release : std::exchange(m_releaseLast, {}))
        release();
    m_record->settle(Outcome::Cancelled, nullptr, CancelReason::Shutdown, [this](TaskInfo &info) { info.stopConfirmed = m_stopConfirmed; });
}

void TaskCore::settleOutcome()
{
    if (!m_error && !m_cancelling && hasChildError())
        takeError(takeChildError()); // an error that nobody awaited is not lost
    std::optional<CancelReason> reason;
    auto outcome = Outcome::Succeeded;
    if (m_timedOut && (m_cancelling || m_error)) {
        const auto cause = std::exchange(m_error, nullptr);
        m_error = std::make_exception_ptr(cause ? timeoutError().causedBy(cause) : timeoutError());
        outcome = Outcome::Failed;
    } else if (m_error) {
        outcome = Outcome::Failed;
    } else if (m_cancelling) {
        outcome = Outcome::Cancelled;
        reason = m_reason;
    }
    m_record->settle(outcome, m_error, reason, [this](TaskInfo &info) {
        info.stopConfirmed = m_stopConfirmed;
        info.finishedAt = m_engine.now();
        info.error = m_stopErrors.join(QStringLiteral(" "));
        info.holds.clear();
        info.waits.clear();
    });
}

Error TaskCore::timeoutError() const
{
    const auto &info = m_record->peek();
    const auto seconds = std::chrono::duration<double>(m_deadline).count();
    const auto number = QString::number(seconds, 'g', 6);
    const auto text = m_lastWaitedFor.isEmpty()
        ? QStringLiteral("%1 did not end within its deadline of %2 s.").arg(info.label, number)
        : QStringLiteral("%1 did not end within its deadline of %2 s; it was waiting for %3.")
              .arg(info.label, number, m_lastWaitedFor);
    return Error(ErrorKind::Timeout, text, info.owners.value(0));
}

void TaskCore::childFinished(TaskCore *child)
{
    const auto keepChild = child->shared_from_this();
    std::erase_if(m_children, [child](const auto &other) { return other.get() == child; });
    if (child->m_isStop) {
        stopEnded(*child);
    } else {
        const auto &info = child->m_record->peek();
        if (child->m_stopConfirmed)
            m_stopConfirmed = m_stopConfirmed.value_or(true) && *child->m_stopConfirmed;
        m_stopErrors += child->m_stopErrors;
        const bool endedByOthers = info.outcome == Outcome::Cancelled && info.reason != CancelReason::Parent && !m_cancelling;
        if (!child->m_record->isObserved() && (info.outcome == Outcome::Failed || endedByOthers)) {
            m_failedChildren.push_back(child->m_record);
            if (m_bodyDone)
                cancelChildren(CancelReason::Parent);
        }
        if (m_joinAll) {
            const auto tell = m_joinAll;
            tell();
        }
    }
    tryFinish();
}

void TaskCore::stopEnded(TaskCore &stop)
{
    const auto &info = stop.m_record->peek();
    stop.m_record->observe();
    if (!info.succeeded()) {
        m_stopConfirmed = false;
        m_stopErrors << (info.error.isEmpty() ? QStringLiteral("The stop was not carried out.") : info.error);
        m_engine.reportStopFailure(*this, m_stopErrors.last());
    }
    if (--m_stopping == 0 && !m_bodyDone)
        proceed();
}

bool TaskCore::hasChildError() const
{
    return std::any_of(m_failedChildren.begin(), m_failedChildren.end(),
                       [](const auto &child) { return !child->isObserved(); });
}

std::exception_ptr TaskCore::takeChildError()
{
    for (const auto &child : std::exchange(m_failedChildren, {})) {
        if (child->isObserved())
            continue;
        child->observe();
        return child->error() ? child->error()
                              : std::make_exception_ptr(Cancelled{child->peek().reason.value_or(CancelReason::User)});
    }
    return nullptr;
}
} // namespace podium::engine
