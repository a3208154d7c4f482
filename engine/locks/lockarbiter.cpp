// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockarbiter.h"

#include "engine/locks/lockable.h"
#include "engine/locks/lockgraph.h"
#include "engine/tasks/engine.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
template <class T>
void eraseLast(std::vector<T *> &list, T *value)
{
    const auto found = std::find(list.rbegin(), list.rend(), value);
    if (found != list.rend())
        list.erase(std::next(found).base());
}

/// Nobody waits for a tree that holds nothing and whose end nobody awaits.
bool canBeWaitedFor(const TaskCore &task)
{
    bool awaited = task.root()->treeLocks > 0;
    for (const auto *at = &task; at && !awaited; at = at->parent())
        awaited = at->hasJoiners();
    return awaited;
}
} // namespace

bool LockArbiter::take(LockRequest &request)
{
    auto &owner = *request.owner;
    if (owner.unguarded > 0 && !owner.isNeeded())
        dropUnguarded(owner); // what an exception left behind, of a body that went on
    request.number = ++m_requests;
    const bool granted = request.isGrantable();
    if (granted) {
        grant(request);
        serve();
    }
    tell();
    return granted;
}

void LockArbiter::grant(LockRequest &request)
{
    auto &owner = *request.owner;
    auto &hold = *owner.holds.emplace_back(std::make_unique<LockHold>());
    hold.owner = &owner;
    hold.lockables = std::move(request.wanted);
    hold.reason = std::move(request.reason);
    hold.since = m_engine.now();
    hold.number = ++m_grants;
    for (auto *lockable : hold.lockables) {
        lockable->holds.push_back(&hold);
        changed(*lockable);
        for (auto *above = lockable->parent(); above; above = above->parent())
            above->below.push_back(&hold);
    }
    request.guard.take(&hold);
    ++owner.root->task->treeLocks;
    owner.task->touch();
    offerTree(*owner.root);
}

void LockArbiter::drop(LockHold &hold)
{
    auto &owner = *hold.owner;
    for (auto *lockable : hold.lockables) {
        eraseLast(lockable->holds, &hold);
        changed(*lockable);
        if (lockable->holds.empty())
            offerHead(*lockable);
        for (auto *above = lockable->parent(); above; above = above->parent())
            dropBelow(*above, hold);
    }
    if (hold.guard)
        hold.guard->m_hold = nullptr;
    else
        --owner.unguarded;
    --owner.root->task->treeLocks;
    owner.task->touch();
    const auto held = std::find_if(owner.holds.rbegin(), owner.holds.rend(),
                                   [&hold](const auto &other) { return other.get() == &hold; });
    owner.holds.erase(std::next(held).base());
}

void LockArbiter::dropBelow(Lockable &above, LockHold &hold)
{
    eraseLast(above.below, &hold);
    if (const auto *first = above.queue.first(); first && first->mode == LockMode::Exclusive)
        m_offered.push_back(first->request);
    if (!above.below.empty())
        offerTree(*above.below.front()->owner->root); // if it is alone now, it may have all
}

void LockArbiter::dropUnguarded(TaskLocks &record)
{
    std::vector<LockHold *> unguarded;
    for (const auto &hold : record.holds)
        if (!hold->guard)
            unguarded.push_back(hold.get());
    for (auto *hold : unguarded)
        drop(*hold);
    serve();
    afterDrop(*record.root);
}

void LockArbiter::enqueue(LockRequest &request)
{
    request.makeEntries();
    for (auto &entry : request.entries) {
        entry.lockable->queue.append(entry);
        waiterChanged(entry);
    }
    request.owner->waiting = &request;
    request.owner->root->treeWaiting.push_back(&request);
    request.owner->task->touch();
    tell();
}

void LockArbiter::unlink(LockRequest &request)
{
    for (auto &entry : request.entries) {
        entry.lockable->queue.remove(entry);
        waiterChanged(entry);
    }
    request.entries.clear();
    auto &owner = *request.owner;
    std::erase(owner.root->treeWaiting, &request);
    owner.waiting = nullptr;
    owner.task->touch();
    if (owner.otherText)
        owner.task->edit([&owner](TaskInfo &info) { info.waitingFor = *owner.otherText; });
    owner.otherText.reset();
}

void LockArbiter::withdraw(LockRequest &request)
{
    for (const auto &entry : request.entries) {
        const auto *next = entry.next;
        if (entry.mode == LockMode::Exclusive && !entry.previousExclusive)
            offerRun(next); // they were behind this one alone
        if (!entry.previous && next && next->mode == LockMode::Exclusive)
            m_offered.push_back(next->request);
    }
    unlink(request);
    serve();
    tell();
}

void LockArbiter::fail(LockRequest &request, std::exception_ptr error)
{
    request.error = std::move(error);
    withdraw(request);
    request.wait->wake();
}

void LockArbiter::checkDeadlock(LockRequest &request, bool forced)
{
    if (!request.isQueued() || request.owner->task->isCancelling())
        return;
    auto &task = *request.owner->task;
    if (!forced && !canBeWaitedFor(task))
        return;
    const auto circle = circleOfWaits(task);
    if (!circle.empty())
        fail(request, std::make_exception_ptr(deadlockError(circle, *this)));
}

void LockArbiter::offerHead(const Lockable &lockable)
{
    const auto *first = lockable.queue.first();
    if (first && first->mode == LockMode::Exclusive)
        m_offered.push_back(first->request);
    else
        offerRun(first);
}

void LockArbiter::offerRun(const LockEntry *entry)
{
    for (; entry && entry->mode == LockMode::Below; entry = entry->next)
        m_offered.push_back(entry->request);
}

void LockArbiter::offerTree(const TaskLocks &root)
{
    m_offered.insert(m_offered.end(), root.treeWaiting.begin(), root.treeWaiting.end());
}

void LockArbiter::serve()
{
    for (std::size_t i = 0; i < m_offered.size(); ++i) { // a grant may offer more
        auto *request = m_offered[i];
        if (!request->isQueued() || !request->isGrantable())
            continue;
        unlink(*request);
        grant(*request);
        request->wait->wake();
    }
    m_offered.clear();
}

void LockArbiter::release(LockHold &hold)
{
    auto &root = *hold.owner->root;
    drop(hold);
    serve();
    afterDrop(root);
    tell();
}

void LockArbiter::afterDrop(TaskLocks &root)
{
    const auto waiting = root.treeWaiting; // they may have lost their right to pass those ahead
    for (auto *request : waiting)
        checkDeadlock(*request, true);
}

void LockArbiter::keepUntilTheEnd(LockHold &hold)
{
    hold.guard = nullptr;
    ++hold.owner->unguarded;
}

void LockArbiter::revoke(LockHold &hold)
{
    const auto &owner = *hold.owner;
    owner.root->treeRevoked.push_back({owner.task, hold.lockables, hold.brokenBy.value_or(QString())});
    release(hold);
}
} // namespace podium::engine
