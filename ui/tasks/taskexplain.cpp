// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskexplain.h"

#include "ui/style/look.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/tasktext.h"

#include <QCoreApplication>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr Duration stuckAfter = std::chrono::seconds(10);
constexpr qsizetype mostSteps = 6;

QString tr(const char *text) { return QCoreApplication::translate("podium::ui::explainTask", text); }

QString howLong(const TaskRow &row)
{
    const auto now = RefreshClock::instance().now();
    return elapsedText(now - row.waitingSince.value_or(row.info.startedAt.value_or(row.info.queuedAt)));
}

/// The first child that has not ended; 0: none.
TaskId activeChild(TaskId task, const TaskModel &model)
{
    const auto parent = model.indexOf(task);
    for (int row = 0; row < model.rowCount(parent); ++row)
        if (const auto &info = TaskModel::row(model.index(row, 0, parent))->info; !info.isFinished())
            return info.id;
    return 0;
}

/// When the task or one below it told anything.
TimePoint lastHeard(const QModelIndex &index, const TaskModel &model)
{
    auto heard = TaskModel::row(index)->changed;
    for (int row = 0; row < model.rowCount(index); ++row)
        heard = std::max(heard, lastHeard(model.index(row, 0, index), model));
    return heard;
}

/// Those that wait for a lock of this one, by name.
QStringList blockedBy(TaskId task, const TaskModel &model, const QModelIndex &below = {})
{
    QStringList names;
    for (int i = 0; i < model.rowCount(below); ++i) {
        const auto index = model.index(i, 0, below);
        const auto &info = TaskModel::row(index)->info;
        if (std::ranges::any_of(info.waits, [task](const LockWaitInfo &wait) { return wait.holder == task; }))
            names << oneLine(info.label, 60);
        names << blockedBy(task, model, index);
    }
    return names;
}

/// One step of the explanation, and the task that it leads to; 0: the end.
struct Step {
    QString text;
    TaskId next = 0;
};

Step stepOf(const TaskRow &row, const TaskModel &model)
{
    const auto &info = row.info;
    const auto name = oneLine(info.label, 60);
    const auto child = activeChild(info.id, model);
    switch (info.state) {
    case TaskState::Queued:
        return {tr("%1 is queued: the engine has not come to it yet.").arg(name)};
    case TaskState::Paused:
        return {tr("%1 is paused by a person; resume it.").arg(name)};
    case TaskState::Cancelling:
        return {tr("%1 is being cancelled: it ends when its stop is confirmed.").arg(name), child};
    case TaskState::Finished:
        return {};
    case TaskState::Running:
        break;
    }
    if (!info.waits.empty()) {
        const auto &wait = info.waits.front();
        const auto what = oneLine(wait.address, 60);
        return wait.holder ? Step{tr("%1 has waited %2 for the lock of %3, which %4 holds.").arg(name, howLong(row), what, model.nameOf(wait.holder)), wait.holder}
                           : Step{tr("%1 has waited %2 for the lock of %3; others are ahead of it.").arg(name, howLong(row), what)};
    }
    if (child)
        return {tr("%1 waits for a part of it.").arg(name), child};
    if (!info.waitingFor.isEmpty())
        return {tr("%1 has waited %2 for %3.").arg(name, howLong(row), oneLine(info.waitingFor, 120))};
    return {tr("%1 is running, and waits for nothing that has a name.").arg(name)};
}

/// The state of what the task works on, and when the task would end by itself.
QStringList surroundings(const TaskInfo &info, Views *views)
{
    QStringList lines;
    for (const auto &owner : info.owners)
        if (const auto *view = views ? views->device(owner) : nullptr) {
            const auto &status = view->status();
            const auto state = lookOf(status.state).word;
            lines << (status.reason.isEmpty() ? tr("%1 says: %2.").arg(owner, state)
                                              : tr("%1 says: %2 (%3).").arg(owner, state, oneLine(status.reason, 120)));
        }
    if (info.deadline)
        lines << tr("It ends by itself within %1.").arg(elapsedText(*info.deadline - RefreshClock::instance().now()));
    return lines;
}
} // namespace

QStringList explainTask(TaskId task, const TaskModel &model, Views *views)
{
    QStringList lines;
    QList<TaskId> seen;
    const auto asked = task;
    while (task != 0 && !seen.contains(task) && seen.size() < mostSteps) {
        seen << task;
        const auto *row = model.find(task);
        if (!row || row->info.isFinished())
            break;
        if (const auto expected = model.expected(row->info))
            lines << tr("%1: %2, now %3.").arg(oneLine(row->info.label, 60), usualText(*expected), elapsedText(workedFor(*row)));
        const auto step = stepOf(*row, model);
        lines << step.text;
        if (step.next == 0)
            lines << surroundings(row->info, views);
        task = step.next;
    }
    if (const auto blocked = blockedBy(asked, model); !lines.isEmpty() && !blocked.isEmpty())
        lines << tr("It blocks %1: %2.").arg(QString::number(blocked.size()), oneLine(blocked.join(QStringLiteral(", ")), 200));
    return lines;
}

namespace
{
/// The one that is most over its expected time.
TaskId overdueTask(const TaskModel &model)
{
    TaskId worst = 0;
    Duration most{};
    for (int i = 0; i < model.rowCount(); ++i) {
        const auto &row = *TaskModel::row(model.index(i, 0));
        const auto expected = model.expected(row.info);
        const auto over = expected && expected->isExceededBy(workedFor(row)) ? workedFor(row) - expected->typical : Duration();
        if (over > most) {
            most = over;
            worst = row.info.id;
        }
    }
    return worst;
}
} // namespace

TaskId stuckTask(const TaskModel &model)
{
    TaskId longest = 0;
    auto oldest = RefreshClock::instance().now() - stuckAfter;
    for (int i = 0; i < model.rowCount(); ++i) {
        const auto index = model.index(i, 0);
        const auto &row = *TaskModel::row(index);
        if (row.info.state != TaskState::Running && row.info.state != TaskState::Cancelling)
            continue;
        const auto heard = row.info.state == TaskState::Cancelling ? row.cancellingSince.value_or(row.changed) : lastHeard(index, model);
        if (heard > oldest)
            continue;
        oldest = heard;
        longest = row.info.id;
    }
    return longest ? longest : overdueTask(model);
}
} // namespace podium::ui
