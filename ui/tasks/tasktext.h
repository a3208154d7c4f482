// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"
#include "ui/tasks/taskmodel.h"

namespace podium::ui
{
/// "84 ms", "8.1 s", "2:05", "1:02:03"
QString elapsedText(engine::Duration duration);

/// How long it has been running or waiting, or how long it took.
engine::Duration elapsedOf(const engine::TaskInfo &info);

/// The one look of a task: a drawing and a tone; never colour alone.
struct TaskLook {
    Icon icon = Icon::Tasks;
    Tone tone = Tone::Text;
};
TaskLook lookOf(const engine::TaskInfo &info);

/// What stands below the label, most important first: state, what it waits for and who holds that, what it holds.
QStringList taskLines(const TaskRow &row, const TaskModel &model);
/// All that is known of it, for the tooltip and the clipboard.
QString taskStory(const TaskRow &row, const TaskModel &model);
} // namespace podium::ui
