// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace podium::engine
{
class Lockable;
class LockArbiter;
class LockGuard;
class LockRequest;
class TaskCore;
struct TaskLocks;

/// What one lock() or tryLock() gave: the locks, why, and since when.
struct LockHold {
    TaskLocks *owner = nullptr;
    std::vector<Lockable *> lockables;
    QString reason;
    TimePoint since{};
    quint64 number = 0;
    LockGuard *guard = nullptr;      ///< null: kept until the task ends
    std::optional<QString> brokenBy; ///< who asked for its end
};

/// A lock that was taken away from a task which did not end in time.
struct RevokedLock {
    const TaskCore *holder = nullptr;
    std::vector<Lockable *> lockables;
    QString by;
};

/// What one task holds and waits for; made with its first lock, gone with the task.
struct TaskLocks {
    LockArbiter *arbiter = nullptr;
    TaskCore *task = nullptr;
    TaskLocks *root = nullptr; ///< of the task's tree
    std::vector<std::unique_ptr<LockHold>> holds;
    int unguarded = 0; ///< holds without a guard
    LockRequest *waiting = nullptr;
    std::optional<QString> otherText; ///< what the task said it was waiting for before the lock's text took the place

    std::vector<LockRequest *> treeWaiting; ///< root only: the waiting requests of the tree
    std::vector<RevokedLock> treeRevoked;   ///< root only

    /// True while a stop action or a child may still act under the task's locks.
    bool isNeeded() const;
};
} // namespace podium::engine
