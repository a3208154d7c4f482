// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/taskruns.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
constexpr int mostRuns = 2'000;
constexpr int newestRows = 20'000;

const QString operationKey = QStringLiteral("operation");
const QString distanceKey = QStringLiteral("distance");
const QString secondsKey = QStringLiteral("run_s");
const QString benchKey = QStringLiteral("bench");
} // namespace

std::optional<TaskRun> runOf(const TaskInfo &info)
{
    if (!info.succeeded() || info.waited || info.operation.isEmpty() || !info.startedAt || !info.finishedAt)
        return std::nullopt;
    return TaskRun{info.operation, std::chrono::duration<double>(*info.finishedAt - *info.startedAt).count(),
                   info.distance};
}

void noteRun(QJsonObject &details, const TaskInfo &info, const QString &bench)
{
    const auto run = runOf(info);
    if (!run)
        return;
    details[operationKey] = run->operation;
    details[secondsKey] = run->seconds;
    details[benchKey] = bench;
    if (run->distance)
        details[distanceKey] = *run->distance;
}

std::vector<TaskRun> runsOf(const std::vector<JournalRow> &rows, const QString &bench)
{
    std::vector<TaskRun> runs;
    for (const auto &row : rows) {
        const auto &details = row.details;
        if (!details.contains(secondsKey) || details[benchKey].toString() != bench)
            continue;
        TaskRun run{details[operationKey].toString(), details[secondsKey].toDouble(), {}};
        if (details.contains(distanceKey))
            run.distance = details[distanceKey].toDouble();
        runs.push_back(std::move(run));
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
}

JournalQuery formerRuns()
{
    JournalQuery query;
    query.kind = JournalKind::TaskFinished;
    query.count = mostRuns;
    query.newest = newestRows;
    return query;
}
} // namespace podium::engine
