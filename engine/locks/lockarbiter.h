// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockrequest.h"
#include "engine/locks/tasklocks.h"

#include <atomic>
#include <functional>
#include <unordered_map>

namespace podium::engine
{
class Engine;

/// Decides who gets which lock and when; every request that may have become free is tried, and no others.
///
/// What makes a waiting request free: the lock it waits for is dropped, those ahead of it leave, or its own tree gets a
/// lock that lets it pass. Each of these offers the requests concerned, and serve() grants what it can. Thread: engine.
class LockArbiter : public std::enable_shared_from_this<LockArbiter>
{
public:
    using Listener = std::function<void(const std::vector<Lockable *> &changed)>;

    /// The listener is called at the end of each change, for the lockables whose LockInfo may differ.
    LockArbiter(Engine &engine, Listener listener) : m_engine(engine), m_listener(std::move(listener)) {}

    /// Grants the request now, if it is free and passes those who wait.
    bool take(LockRequest &request);
    void enqueue(LockRequest &request);
    /// The waiting request gives up, and leaves no trace.
    void withdraw(LockRequest &request);
    /// The waiting request is ended with this error.
    void fail(LockRequest &request, std::exception_ptr error);
    /// Errors: the request fails with Deadlock if it waits for its own task. Unless it is forced, nothing is searched
    /// for a request for which nobody can wait.
    void checkDeadlock(LockRequest &request, bool forced);

    void release(LockHold &hold);
    void keepUntilTheEnd(LockHold &hold);
    /// Takes the lock away; the task's next write fails.
    void revoke(LockHold &hold);

    /// The lockable is about to be destroyed.
    void forget(Lockable &lockable);
    /// Ends all: no guard and no request refers to this any more.
    void close();

    TaskLocks &recordOf(TaskCore &task);
    /// Null when the task has had nothing to do with locks.
    TaskLocks *find(const TaskCore *task);
    /// Thread: any.
    void setListening(bool listening) { m_listening.store(listening, std::memory_order_relaxed); }

private:
    void grant(LockRequest &request);
    void drop(LockHold &hold);
    void dropUnguarded(TaskLocks &record);
    void unlink(LockRequest &request);
    void dropBelow(Lockable &above, LockHold &hold);
    void offerHead(const Lockable &lockable);
    void offerRun(const LockEntry *entry);
    void offerTree(const TaskLocks &root);
    void serve();
    void afterDrop(TaskLocks &root);
    void taskEnded(const TaskCore *task);
    void waiterChanged(const LockEntry &entry);
    void changed(Lockable &lockable);
    void note(Lockable &lockable);
    void tell();
    void refreshWaiters();

    Engine &m_engine;
    Listener m_listener;
    std::atomic<bool> m_listening{false};
    bool m_refreshing = false;
    quint64 m_requests = 0;
    quint64 m_grants = 0;
    std::unordered_map<const TaskCore *, TaskLocks> m_records;
    std::vector<LockRequest *> m_offered;
    std::vector<Lockable *> m_changed;
    std::vector<Lockable *> m_stale;
};
} // namespace podium::engine
