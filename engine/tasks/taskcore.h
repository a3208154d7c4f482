// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/op.h"
#include "engine/tasks/taskrecord.h"
#include "engine/tasks/timers.h"

#include <deque>
#include <map>

namespace podium::engine
{
class Engine;
class OnCancel;

struct TaskOptions {
    Deadline deadline = Deadline::none();
    QString startedBy = {}; ///< empty: as its parent
    QStringList owners = {};
    QString operation = {}; ///< see TaskInfo
    bool service = false; ///< engine work such as polling: not listed, not touched by cancelAll
    bool urgent = false;  ///< resumed before everything else that is ready, with its children: the stop path
    std::optional<quint64> epoch = {}; ///< the epoch of motion it belongs to; empty: that of its parent, or the present one
};

/// The half of a task that lives on the engine thread: one node of the tree of operations.
///
/// Cancel: the subtree is marked, all its stop actions start at once, shielded and bounded in time; when a task's own are
/// done its pending wait throws Cancelled; the body unwinds; children end; what had to be released last is released; then
/// the task is finished, once.
class TaskCore : public std::enable_shared_from_this<TaskCore>
{
public:
    using Roots = std::map<TaskId, std::shared_ptr<TaskCore>>;

    TaskCore(Engine &engine, std::shared_ptr<TaskRecord> record, TaskCore *parent, bool isStop);
    virtual ~TaskCore();
    TaskCore(const TaskCore &) = delete;
    TaskCore &operator=(const TaskCore &) = delete;

    Engine &engine() const { return m_engine; }
    TaskRecord &record() const { return *m_record; }
    TaskId id() const { return m_record->id(); }
    TaskCore *parent() const { return m_parent; }
    TaskCore *root() const { return m_root; }
    const std::vector<std::shared_ptr<TaskCore>> &children() const { return m_children; }
    /// The epoch of motion in which the task's root began.
    quint64 epoch() const { return m_epoch; }
    bool isService() const { return m_service; }
    bool isStop() const { return m_isStop; }
    bool isUrgent() const { return m_urgent; }
    /// True for the children, and theirs, of the other task.
    bool isBelow(const TaskCore *other) const;

    void requestCancel(CancelReason reason);
    bool isCancelling() const { return m_cancelling && !m_shielded; }
    bool cancelRequested() const { return m_cancelling; }
    CancelReason reason() const { return m_reason.value_or(CancelReason::User); }
    /// The reason, for a wait that throws it; from now on the task can no more end well.
    CancelReason takeCancel();
    void setDeadline(const Deadline &deadline);
    /// Ends the task as Failed with Timeout, its stop actions first.
    void expire();

    void requestPause(bool paused);
    bool isPauseRequested() const;

    void addStop(OnCancel *guard) { m_stops.push_back(guard); }
    void removeStop(OnCancel *guard) { std::erase(m_stops, guard); }
    bool hasStops() const { return !m_stops.empty(); }
    /// Starts a stop action now as a shielded child; the task does not end before it.
    void startStop(Op<void> action);
    /// Runs when everything else of the task is over, just before it is told finished: locks go here.
    void releaseLast(std::function<void()> release) { m_releaseLast.push_back(std::move(release)); }

    /// The task's snapshot changed: tell it at the end of this resumption.
    void touch();
    template <class Change>
    void edit(Change &&change)
    {
        m_record->edit(std::forward<Change>(change));
        touch();
    }

    // --- waits
    Wait *pending() const { return m_pending; }
    void setPending(Wait *wait) { m_pending = wait; }
    bool isStopping() const { return m_stopping > 0; }
    void addJoiner(Wait *wait) { m_joiners.push_back(wait); }
    void removeJoiner(Wait *wait) { std::erase(m_joiners, wait); }
    bool hasJoiners() const { return !m_joiners.empty(); }
    void setJoinAll(std::function<void()> childFinished) { m_joinAll = std::move(childFinished); }
    /// The first failure of a child that nobody awaited; taking it leaves the others to the log.
    std::exception_ptr takeChildError();
    bool hasChildError() const;
    bool hasRunningChildren() const;
    void cancelChildren(CancelReason reason);
    void recheckTree();
    bool isBodyDone() const { return m_bodyDone; }
    void showPaused(bool paused);

    /// Locks held by the tree; kept by engine/locks at the root.
    int treeLocks = 0;

protected:
    virtual std::coroutine_handle<> bodyHandle() = 0;
    virtual std::exception_ptr bodyError() = 0;
    virtual void storeResult() = 0;
    virtual void destroyBody() = 0;

private:
    friend class Engine;
    friend void detail::bodyDone(TaskCore *task) noexcept;
    void bodyEnded();
    void tryFinish();
    void finish();
    void abandon();
    void settleOutcome();
    void childFinished(TaskCore *child);
    void stopEnded(TaskCore &stop);
    void takeError(const std::exception_ptr &error);
    void beginCancel();
    void proceed();
    void unshield();
    Error timeoutError() const;

    Engine &m_engine;
    std::shared_ptr<TaskRecord> m_record;
    TaskCore *m_parent;
    TaskCore *m_root;
    Roots::iterator m_place; ///< of a root
    quint64 m_epoch;
    bool m_isStop;
    bool m_service = false;
    bool m_urgent = false;
    bool m_shielded = false;
    bool m_started = false;
    bool m_cancelling = false;
    bool m_timedOut = false;
    bool m_bodyDone = false;
    bool m_finished = false;
    bool m_touched = false;
    bool m_pauseRequested = false;
    bool m_cancelTaken = false;
    std::optional<CancelReason> m_reason;
    std::optional<bool> m_stopConfirmed;
    int m_stopping = 0;
    Wait *m_pending = nullptr;
    std::coroutine_handle<> m_held;
    std::exception_ptr m_error;
    std::vector<std::shared_ptr<TaskRecord>> m_failedChildren;
    QStringList m_stopErrors;
    std::vector<std::shared_ptr<TaskCore>> m_children;
    std::vector<OnCancel *> m_stops;
    std::vector<Wait *> m_joiners;
    std::vector<std::function<void()>> m_releaseLast;
    std::function<void()> m_joinAll;
    std::optional<Timers::Id> m_deadlineTimer;
    Duration m_deadline{};
    QString m_lastWaitedFor; ///< when the deadline passed
};

/// A task with its operation.
template <class T>
class TaskOf final : public TaskCore
{
public:
    TaskOf(Engine &engine, std::shared_ptr<ResultRecord<T>> record, TaskCore *parent, bool isStop, Op<T> op)
        : TaskCore(engine, record, parent, isStop)
        , m_op(std::move(op))
        , m_result(std::move(record))
    {
        m_op.promise().task = this;
    }

private:
    std::coroutine_handle<> bodyHandle() override { return m_op.handle(); }
    std::exception_ptr bodyError() override { return m_op.promise().error; }
    void storeResult() override
    {
        if constexpr (!std::is_void_v<T>)
            m_result->setValue(std::move(*m_op.promise().value));
    }
    void destroyBody() override { m_op = Op<T>(); }

    Op<T> m_op;
    std::shared_ptr<ResultRecord<T>> m_result;
};
} // namespace podium::engine
