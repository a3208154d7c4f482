// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/gate.h"
#include "engine/tasks/taskinfo.h"

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace podium::engine
{
class Subscriber;
class TaskCore;

/// The half of a task that every thread may hold: its snapshot, its outcome, who waits for it.
///
/// Settles exactly once; later attempts are ignored. Handlers never run inside settle() or subscribe(): they are posted
/// to the thread of their context, in the order of their registration, and are skipped when the context is gone.
class TaskRecord : public std::enable_shared_from_this<TaskRecord>
{
public:
    using SettledHandler = std::function<void()>;
    using ProgressHandler = std::function<void(const Progress &)>;

    explicit TaskRecord(std::shared_ptr<EngineGate> gate);
    virtual ~TaskRecord();
    TaskRecord(const TaskRecord &) = delete;
    TaskRecord &operator=(const TaskRecord &) = delete;

    TaskInfo info() const;
    TaskId id() const { return m_id; }
    bool isFinished() const { return m_finished.load(std::memory_order_acquire); }
    const std::shared_ptr<EngineGate> &gate() const { return m_gate; }

    /// Asks the task, or for a derived handle its source, to end. Safe in every state and from every thread.
    void cancel(CancelReason reason);
    /// False when the task has settled already, or is no task of an engine.
    bool setDeadline(const Deadline &deadline);
    /// Errors: Refused on the engine's and on the GUI thread, at once. Returns isFinished().
    bool wait(Duration limit) const;

    /// The handlers run in the context's thread; without a context in the engine's. The latest progress is told again.
    void subscribe(QObject *context, SettledHandler settled, ProgressHandler progress = {}, SettledHandler abandoned = {});
    void publishProgress(const Progress &progress);

    /// Marks that somebody will see the error.
    void observe() { m_observed.store(true, std::memory_order_relaxed); }

    // --- for whoever settles it
    template <class Change>
    void edit(Change &&change)
    {
        std::lock_guard guard(m_mutex);
        change(m_info);
    }
    bool isObserved() const { return m_observed.load(std::memory_order_relaxed); }
    const TaskInfo &peek() const { return m_info; } ///< Thread: the one that edits; any once it has finished
    bool settle(Outcome outcome, const std::exception_ptr &error, std::optional<CancelReason> reason)
    {
        return settle(outcome, error, reason, [](TaskInfo &) {});
    }
    /// With a last change of the snapshot, which nobody sees without the outcome.
    template <class Change>
    bool settle(Outcome outcome, const std::exception_ptr &error, std::optional<CancelReason> reason, Change &&change)
    {
        std::unique_lock guard(m_mutex);
        if (isFinished())
            return false;
        change(m_info);
        settleLocked(guard, outcome, error, reason);
        return true;
    }
    std::exception_ptr error() const { return m_error; } ///< after isFinished()

    /// Who ends this record when it is not bound to a task of its own; called at once if a cancel was asked for before.
    void setCanceller(const std::function<void(CancelReason)> &canceller);
    void setId(TaskId id) { m_id = id; }
    template <class Change>
    void bind(const std::weak_ptr<TaskCore> &core, Change &&change)
    {
        std::lock_guard guard(m_mutex);
        m_core = core;
        change(m_info);
    }
    /// Engine thread: the running half, null when there is none or it has ended.
    std::shared_ptr<TaskCore> core() const;

private:
    void settleLocked(std::unique_lock<std::mutex> &guard, Outcome outcome, const std::exception_ptr &error,
                      std::optional<CancelReason> reason);

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_settled;
    TaskInfo m_info;
    TaskId m_id = 0;
    std::atomic<bool> m_finished{false};
    std::atomic<bool> m_observed{false};
    std::exception_ptr m_error;
    std::vector<std::shared_ptr<Subscriber>> m_subscribers;
    std::optional<Progress> m_latest;
    std::shared_ptr<EngineGate> m_gate;
    std::function<void(CancelReason)> m_canceller;
    std::optional<CancelReason> m_cancelRequest;
    std::weak_ptr<TaskCore> m_core;
};

/// A record with the value that the task produced.
template <class T>
class ResultRecord final : public TaskRecord
{
public:
    using TaskRecord::TaskRecord;

    void setValue(T value) { m_value.emplace(std::move(value)); }
    const T &value() const { return *m_value; }

private:
    std::optional<T> m_value;
};

template <>
class ResultRecord<void> final : public TaskRecord
{
public:
    using TaskRecord::TaskRecord;
};
} // namespace podium::engine
