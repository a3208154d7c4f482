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

/// The same without what it waited for others: for how long its work has gone on.
engine::Duration workedFor(const TaskRow &row);

/// "3.2 s", and of a running task of which it is known how long it should take "3.2 s of ~8.1 s".
QString timeText(const TaskRow &row, const TaskModel &model);
/// "usually 8.1 s ± 0.6 s"
QString usualText(const engine::ExpectedTime &time);
/// How far a running task that tells nothing of its progress should have come: a guess, and never all of it.
std::optional<double> guessedProgress(const TaskRow &row, const TaskModel &model);

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
