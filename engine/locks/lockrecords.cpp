// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockarbiter.h"

#include "engine/locks/lockable.h"
#include "engine/tasks/engine.h"

#include <algorithm>

/// The arbiter's book-keeping: a record for each task, and who is told of a change.
namespace podium::engine
{
TaskLocks *LockArbiter::find(const TaskCore *task)
{
    const auto found = m_records.find(task);
    return found == m_records.end() ? nullptr : &found->second;
}

TaskLocks &LockArbiter::recordOf(TaskCore &task)
{
    if (auto *known = find(&task))
        return *known;
    auto &record = m_records[&task];
    record.arbiter = this;
    record.task = &task;
    record.root = task.root() == &task ? &record : &recordOf(*task.root());
    task.releaseLast([weak = weak_from_this(), &task] {
        if (const auto self = weak.lock())
            self->taskEnded(&task);
    });
    return record;
}

void LockArbiter::taskEnded(const TaskCore *task)
{
    auto &record = *find(task);
    auto &root = *record.root;
    while (!record.holds.empty())
        drop(*record.holds.back());
    std::erase_if(root.treeRevoked, [task](const auto &revoked) { return revoked.holder == task; });
    serve();
    afterDrop(root);
    m_records.erase(task);
    tell();
}

void LockArbiter::forget(Lockable &lockable)
{
    std::vector<LockRequest *> waiting;
    for (const auto *entry = lockable.queue.first(); entry; entry = entry->next)
        waiting.push_back(entry->request);
    const auto text = QStringLiteral("%1 was removed while its lock was waited for.").arg(lockable.address());
    for (auto *request : waiting)
        if (request->isQueued())
            fail(*request, std::make_exception_ptr(Error(ErrorKind::Disconnected, text, lockable.address())));
    for (const auto &list : {lockable.holds, lockable.below})
        for (auto *hold : list)
            for (auto *above = lockable.parent(); above; above = above->parent())
                dropBelow(*above, *hold);
    for (auto *hold : std::exchange(lockable.holds, {})) {
        std::erase(hold->lockables, &lockable);
        hold->owner->task->touch();
    }
    for (auto &[task, record] : m_records)
        for (auto &revoked : record.treeRevoked)
            std::erase(revoked.lockables, &lockable);
    std::erase(m_stale, &lockable);
    serve();
    tell();
}

void LockArbiter::close()
{
    m_listener = {};
    for (auto &[task, record] : m_records) {
        if (auto *request = record.waiting) {
            unlink(*request);
            request->error = std::make_exception_ptr(
                Error(ErrorKind::Internal, QStringLiteral("The locks are gone, so nobody can wait for one any more.")));
            request->wait->wake();
        }
        for (const auto &hold : record.holds)
            if (hold->guard)
                hold->guard->m_hold = nullptr;
        record.root->task->treeLocks = 0;
    }
    m_records.clear();
}

void LockArbiter::waiterChanged(const LockEntry &entry)
{
    if (entry.mode == LockMode::Exclusive || !entry.lockable->holds.empty())
        note(*entry.lockable);
}

void LockArbiter::changed(Lockable &lockable)
{
    note(lockable);
    if (!m_listening.load(std::memory_order_relaxed))
        return;
    for (const auto *entry = lockable.queue.first(); entry; entry = entry->next)
        if (entry->mode == LockMode::Below) // waits for something below, whose holder changes too
            for (auto *wanted : entry->request->wanted)
                if (lockable.covers(*wanted))
                    note(*wanted);
}

void LockArbiter::note(Lockable &lockable)
{
    if (m_listening.load(std::memory_order_relaxed) &&
        std::find(m_changed.begin(), m_changed.end(), &lockable) == m_changed.end())
        m_changed.push_back(&lockable);
    if (!lockable.isStale && !lockable.queue.isEmpty()) {
        lockable.isStale = true;
        m_stale.push_back(&lockable);
    }
}

void LockArbiter::tell()
{
    if (!m_stale.empty() && !std::exchange(m_refreshing, true)) {
        const auto refresh = [weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->refreshWaiters();
        };
        if (m_engine.isDraining())
            m_engine.gate()->post(refresh);
        else
            m_engine.at(m_engine.now(), refresh); // a post might run operations inside this call
    }
    if (m_changed.empty())
        return;
    const auto lockables = std::exchange(m_changed, {});
    if (m_listener)
        m_listener(lockables);
}

void LockArbiter::refreshWaiters()
{
    m_refreshing = false;
    for (auto *lockable : std::exchange(m_stale, {})) {
        lockable->isStale = false;
        for (const auto *entry = lockable->queue.first(); entry; entry = entry->next)
            entry->request->owner->task->touch();
    }
}
} // namespace podium::engine
