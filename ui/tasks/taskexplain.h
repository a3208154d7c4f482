// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/tasks/taskmodel.h"

namespace podium::ui
{
/// Why a task has not ended, a line for each step: how long it usually takes, what it waits for and since when, who holds that and what he waits for,
/// down to the state of the device, and who waits for it; empty for a task that has ended. Views: null leaves the devices out.
QStringList explainTask(engine::TaskId task, const TaskModel &model, engine::Views *views);

/// The running task of which nothing was heard for longest, if that is longer than an operator would expect; else the one
/// that takes clearly longer than those like it did; 0: none.
engine::TaskId stuckTask(const TaskModel &model);
} // namespace podium::ui
