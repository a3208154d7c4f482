// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockrequest.h"

#include "engine/locks/lockable.h"
#include "engine/locks/tasklocks.h"
#include "engine/tasks/taskcore.h"

#include <algorithm>
#include <unordered_set>

namespace podium::engine
{
TaskCore *LockBlocker::task() const
{
    return hold ? hold->owner->task : ahead->owner->task;
}

LockRequest::LockRequest(std::vector<Lockable *> what, QString why) : wanted(std::move(what)), reason(std::move(why))
{
    if (wanted.size() < 2)
        return;
    const std::unordered_set<Lockable *> all(wanted.begin(), wanted.end());
    std::unordered_set<Lockable *> seen;
    std::erase_if(wanted, [&](Lockable *lockable) {
        for (auto *above = lockable->parent(); above; above = above->parent())
            if (all.contains(above))
                return true;
        return !seen.insert(lockable).second;
    });
}

const TaskCore *LockRequest::root() const
{
    return owner->root->task;
}

bool LockRequest::isGrantable() const
{
    return std::all_of(wanted.begin(), wanted.end(), [this](const auto *lockable) { return isFree(*lockable); });
}

bool LockRequest::isFree(const Lockable &lockable) const
{
    if (lockable.isCoveredBy(root()))
        return true; // re-entrant
    if (lockable.obstacle(root()) || !passesQueue(lockable, LockMode::Exclusive))
        return false;
    for (const auto *above = lockable.parent(); above; above = above->parent())
        if (!passesQueue(*above, LockMode::Below))
            return false;
    return true;
}

bool LockRequest::passesQueue(const Lockable &lockable, LockMode mode) const
{
    const auto *ahead = mode == LockMode::Exclusive ? lockable.queue.first() : lockable.queue.firstExclusive();
    if (!ahead || ahead->request->number >= number)
        return true;
    return lockable.isHeldBelowBy(root()) || lockable.isCoveredBy(root());
}

void LockRequest::makeEntries()
{
    for (auto *lockable : wanted)
        entries.push_back({this, lockable, LockMode::Exclusive});
    std::unordered_set<Lockable *> seen;
    for (auto *lockable : wanted)
        for (auto *above = lockable->parent(); above; above = above->parent())
            if (seen.insert(above).second)
                entries.push_back({this, above, LockMode::Below});
}

std::vector<LockBlocker> LockRequest::blockers() const
{
    std::vector<LockBlocker> found;
    const auto addForeign = [&](Lockable *wish, const std::vector<LockHold *> &holds) {
        for (const auto *hold : holds)
            if (hold->owner->root != owner->root)
                found.push_back({wish, hold, nullptr});
    };
    for (const auto &entry : entries) {
        if (entry.mode == LockMode::Exclusive) {
            if (entry.lockable->isCoveredBy(root()))
                continue;
            for (auto *at = entry.lockable; at; at = at->parent())
                addForeign(entry.lockable, at->holds);
            addForeign(entry.lockable, entry.lockable->below);
        }
        const auto wish = std::find_if(wanted.begin(), wanted.end(),
                                       [&](const auto *lockable) { return entry.lockable->covers(*lockable); });
        if (!passesQueue(*entry.lockable, entry.mode))
            addAhead(entry, *wish, found);
    }
    return found;
}

void LockRequest::addAhead(const LockEntry &entry, Lockable *wish, std::vector<LockBlocker> &blockers) const
{
    for (const auto *ahead = entry.previous; ahead; ahead = ahead->previous) {
        if (entry.mode == LockMode::Below && ahead->mode == LockMode::Below)
            continue;
        blockers.push_back({wish, nullptr, ahead->request});
        const auto &other = *ahead->request;
        const bool waitsForAllBefore = ahead->mode == LockMode::Exclusive && !other.owner->task->isCancelling()
            && !ahead->lockable->isHeldBelowBy(other.root()) && !ahead->lockable->isCoveredBy(other.root());
        if (waitsForAllBefore)
            return; // whoever came earlier is found through it
    }
}
} // namespace podium::engine
