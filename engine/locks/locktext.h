// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockinfo.h"

namespace podium::engine
{
class Lockable;
class LockRequest;
class TaskCore;
struct LockHold;

/// How tasks, holds and waits are told to people. Thread: engine.

/// "#12 scan"
QString taskName(const TaskCore &task);
QString taskName(TaskId id, const QString &label);
/// Seen from what is wanted: it names the lock that is in the way.
LockHolder holderOf(const LockHold &hold, const Lockable &wanted);
LockInfo lockInfo(const Lockable &lockable);

/// What a request still waits for: each lock with its holder, and the same for people,
/// "the lock of stage/x, held by #12 move stage/x". It names no time, so that it changes only when the holder does.
struct LockWaitReport {
    std::vector<LockWaitInfo> waits;
    QString text;
};
LockWaitReport waitReport(const LockRequest &request);
/// Errors: Timeout, naming what was not free, who holds it and for how long.
Error lockTimeout(const LockRequest &request, Duration limit, TimePoint now);
/// Errors: Refused, naming the holder, its reason and for how long.
Error lockedError(const LockHolder &holder, TimePoint now);
} // namespace podium::engine
