// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journalstate.h"

namespace podium::engine
{
/// How long one run of an operation took that came to its end.
struct TaskRun {
    QString operation; ///< see TaskInfo
    double seconds = 0;
    std::optional<double> distance; ///< of a motion
    bool operator==(const TaskRun &) const = default;
};

/// What a task teaches about its operation. Empty: nothing, because it failed, was cancelled, waited for somebody else, or is
/// like no other.
std::optional<TaskRun> runOf(const TaskInfo &info);

/// The same by way of the journal: what to keep of a task of this bench, and what its rows (the newest first) teach, oldest
/// first. The same address on another bench is another thing.
void noteRun(QJsonObject &details, const TaskInfo &info, const QString &bench);
std::vector<TaskRun> runsOf(const std::vector<JournalRow> &rows, const QString &bench);

/// Which rows to ask for at the start; few enough that nothing waits for the journal.
JournalQuery formerRuns();
} // namespace podium::engine
