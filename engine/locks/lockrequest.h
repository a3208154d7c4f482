// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockguard.h"
#include "engine/locks/lockqueue.h"

#include <QString>

#include <exception>
#include <vector>

namespace podium::engine
{
class TaskCore;
class Wait;
struct LockHold;
struct TaskLocks;

/// What a waiting request waits for: a hold that is in the way, or a request that came before.
struct LockBlocker {
    Lockable *wanted = nullptr;
    const LockHold *hold = nullptr;
    const LockRequest *ahead = nullptr;
    TaskCore *task() const;
};

/// The wish of one task for some locks, all or nothing. It gets them when each is free and no conflicting wish came
/// before.
///
/// A tree that already holds a lock, something above or below it, passes those who wait there: they wait for that tree.
class LockRequest
{
public:
    /// What is covered by another wanted lock is left out.
    LockRequest(std::vector<Lockable *> wanted, QString reason);
    LockRequest(const LockRequest &) = delete;
    LockRequest &operator=(const LockRequest &) = delete;

    bool isGrantable() const;
    bool isQueued() const { return !entries.empty(); }
    /// A place for each wanted lock and one for each lockable above them.
    void makeEntries();
    /// While it is queued: all that it waits for.
    std::vector<LockBlocker> blockers() const;
    const TaskCore *root() const;

    TaskLocks *owner = nullptr;
    std::vector<Lockable *> wanted;
    QString reason;
    quint64 number = 0; ///< the order of arrival
    Wait *wait = nullptr;
    std::vector<LockEntry> entries;
    LockGuard guard; ///< once granted
    std::exception_ptr error;

private:
    bool isFree(const Lockable &lockable) const;
    bool passesQueue(const Lockable &lockable, LockMode mode) const;
    void addAhead(const LockEntry &entry, Lockable *wish, std::vector<LockBlocker> &blockers) const;
};
} // namespace podium::engine
