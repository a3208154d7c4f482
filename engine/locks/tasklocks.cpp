// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/tasklocks.h"

#include "engine/tasks/taskcore.h"

namespace podium::engine
{
bool TaskLocks::isNeeded() const
{
    return task->isCancelling() || task->isStopping() || task->hasStops() || task->hasRunningChildren();
}
} // namespace podium::engine
