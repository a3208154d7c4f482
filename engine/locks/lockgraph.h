// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/error.h"

#include <vector>

namespace podium::engine
{
class LockArbiter;
class TaskCore;

/// The shortest circle of tasks of which each waits for the next, beginning with this one; empty if there is none.
///
/// A task waits for the holders of what it wants, for those ahead of it, for the tasks that it awaits and, its body
/// done, for its children. Thread: engine.
std::vector<TaskCore *> circleOfWaits(TaskCore &start);

/// Says who holds what and waits for whom, in one sentence, and what to do.
Error deadlockError(const std::vector<TaskCore *> &circle, LockArbiter &arbiter);
} // namespace podium::engine
