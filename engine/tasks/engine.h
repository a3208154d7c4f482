// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/scheduler.h"
#include "engine/tasks/task.h"
#include "engine/tasks/taskcore.h"

#include <QObject>

#include <deque>
#include <map>

class QThreadPool;

namespace podium::engine
{
/// Owns the running tasks, the clock and the ready queue of one thread.
///
/// Thread: made, used and destroyed on the engine's thread; others go through gate().
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(std::unique_ptr<Scheduler> scheduler = std::make_unique<LiveScheduler>());
    /// Tasks that are still there are abandoned: their handles settle as cancelled by Shutdown, nothing is sent.
    ~Engine() override;

    /// Makes a task of an operation; its body starts later, never inside the call (virtual schedulers: before it returns).
    template <class T>
    Task<T> run(const QString &label, Op<T> op, const TaskOptions &options = {})
    {
        auto task = start(label, std::move(op), nullptr, options, false);
        m_scheduler->afterCall();
        return task;
    }

    /// Ends everything at once, as the destructor does: no task is resumed any more, and none can be started.
    void abandon();
    void cancelAll(CancelReason reason = CancelReason::User);
    /// False when no such task is active.
    bool cancel(TaskId id, CancelReason reason = CancelReason::User);
    bool setPaused(TaskId id, bool paused);
    std::shared_ptr<TaskCore> find(TaskId id) const;

    const std::shared_ptr<EngineGate> &gate() const { return m_gate; }
    Scheduler &scheduler() const { return *m_scheduler; }
    TimePoint now() const { return m_scheduler->now(); }
    bool isVirtual() const { return m_scheduler->isVirtual(); }

    /// How long one stop action may take before the cancel goes on without it.
    Duration stopDeadline() const { return m_stopDeadline; }
    void setStopDeadline(Duration deadline) { m_stopDeadline = deadline; }

    /// Runs plain functions (job.h). Its jobs are told and awaited when the engine ends; it is no place for blocking I/O.
    QThreadPool &pool();

    /// What ran longest in one piece since the last call: the label of a task, for a watchdog of the loop.
    QString takeLongestStretch();

    /// Root tasks that are no services and have not finished.
    int activeTasks() const { return m_active; }
    std::vector<TaskInfo> tasks() const;

    // --- for the waits and the schedulers of this folder
    Timers::Id at(TimePoint when, std::function<void()> function);
    Timers &timers() { return m_timers; }
    void timersChanged();
    void enqueue(TaskCore *task, std::coroutine_handle<> handle);
    void drain();
    bool isDraining() const { return m_draining; }
    /// The urgent operations (stops) go on at once, as far as they come; for an urgent call that has more to do after them.
    void resumeUrgent();
    bool hasWork() const;
    void touched(std::shared_ptr<TaskCore> task) { m_touched.push_back(std::move(task)); }
    void publish(TaskCore &task);
    void finishLater(std::shared_ptr<TaskCore> task);
    void forget(TaskCore &task);
    void reportStopFailure(const TaskCore &task, const QString &error);

    template <class T>
    Task<T> start(const QString &label, Op<T> op, TaskCore *parent, const TaskOptions &options, bool isStop)
    {
        auto record = std::make_shared<ResultRecord<T>>(m_gate);
        record->setId(m_gate->nextId(options.service || (parent && parent->isService())));
        return start(record, label, std::move(op), parent, options, isStop);
    }
    template <class T>
    Task<T> start(const std::shared_ptr<ResultRecord<T>> &record, const QString &label, Op<T> op, TaskCore *parent,
                  const TaskOptions &options, bool isStop)
    {
        begin(std::make_shared<TaskOf<T>>(*this, record, parent, isStop, std::move(op)), label, options);
        return Task<T>(record);
    }

    /// Called on each snapshot before it is told, so that other layers add what they know (locks held and waited for).
    void setAnnotator(std::function<void(const TaskCore &, TaskInfo &)> annotator) { m_annotator = std::move(annotator); }

Q_SIGNALS:
    /// Every change of a task, from Queued to Finished; services do not appear.
    void taskChanged(const podium::engine::TaskInfo &info);
    void taskFinished(const podium::engine::TaskInfo &info);
    void stopFailed(const podium::engine::TaskInfo &info, const QString &error);
    /// The last active task has finished.
    void idle();

private:
    struct Ready {
        std::shared_ptr<TaskCore> task;
        std::coroutine_handle<> handle;
    };

    void begin(const std::shared_ptr<TaskCore> &task, const QString &label, const TaskOptions &options);
    void resume(const std::shared_ptr<TaskCore> &task, std::coroutine_handle<> handle);
    void resumeFirst(std::deque<Ready> &queue);
    void runPosted();
    void runUrgent();
    void finishPending();
    void flushTouched();
    void fireTimers();
    bool isReady() const { return !m_ready.empty() || !m_readyUrgent.empty(); }
    TimePoint noteStretch(TimePoint from, const TaskCore *task);

    std::unique_ptr<Scheduler> m_scheduler;
    std::shared_ptr<EngineGate> m_gate;
    Timers m_timers;
    std::deque<Ready> m_ready;
    std::deque<Ready> m_readyUrgent;
    std::unique_ptr<QThreadPool> m_pool;
    std::vector<std::shared_ptr<TaskCore>> m_finishing;
    std::vector<std::shared_ptr<TaskCore>> m_touched;
    TaskCore::Roots m_roots;
    std::function<void(const TaskCore &, TaskInfo &)> m_annotator;
    EngineGate::Functions m_posted;
    Duration m_stopDeadline = std::chrono::seconds(5);
    TimePoint m_stretchBegan{}; ///< when the resumption that is under way began
    Duration m_longest{};
    QString m_longestWhat;
    int m_active = 0;
    bool m_draining = false;
};

/// The task whose operation is being resumed in this thread. Errors: null outside of an operation.
TaskCore *currentTask();
} // namespace podium::engine
