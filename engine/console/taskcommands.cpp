// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/grammar.h"
#include "engine/console/perform.h"

#include <algorithm>

namespace podium::engine::console
{
namespace
{
[[noreturn]] void refuseTask(TaskId id)
{
    throw Error::refused(RefusalKind::Unknown, {},
                         QStringLiteral("There is no active task %1; the command tasks lists those that there are.").arg(id));
}

/// The running half of a task; null for one of this run that has ended. Services are nobody's business here.
std::shared_ptr<TaskCore> activeTask(const Context &context, TaskId id)
{
    auto found = context.core.engine.find(id);
    if (found && !found->isService())
        return found;
    if (!context.hasStarted(id))
        refuseTask(id);
    return nullptr;
}

bool hasSafePoints(const TaskCore &task)
{
    const auto &children = task.children();
    return task.record().peek().pausable
        || std::any_of(children.begin(), children.end(), [](const auto &child) { return hasSafePoints(*child); });
}

/// The background tasks of this run that have not ended.
std::vector<TaskId> backgroundTasks(const Context &context)
{
    std::vector<TaskId> ids;
    for (const StartedTask &started : context.tasks)
        if (started.background && !started.task.isFinished())
            ids.push_back(started.task.id());
    return ids;
}

QString tasksText(const std::vector<TaskId> &ids)
{
    QStringList texts;
    for (const TaskId id : ids)
        texts << QString::number(id);
    return QStringLiteral("task %1").arg(texts.join(QStringLiteral(", ")));
}
} // namespace

bool Context::hasStarted(TaskId id) const
{
    return std::any_of(tasks.begin(), tasks.end(), [id](const StartedTask &started) { return started.task.id() == id; });
}

Op<void> perform(Context &context, WaitForTasks command)
{
    auto *engine = &context.core.engine;
    if (!command.task) {
        const auto awaited = backgroundTasks(context);
        if (awaited.empty())
            co_return;
        const WaitingFor name(tasksText(awaited));
        co_await until(engine, &Engine::taskFinished, [&context] { return backgroundTasks(context).empty(); });
    } else if (const auto task = activeTask(context, *command.task)) {
        const WaitingFor name(tasksText({*command.task}));
        co_await until(engine, &Engine::taskFinished, [task] { return task->record().isFinished(); });
    }
}

Op<void> perform(Context &, Sleep command)
{
    co_await sleep(command.duration);
}

void perform(Context &context, const Cancel &command)
{
    if (!command.task)
        context.core.engine.cancelAll();
    else if (const auto task = activeTask(context, *command.task))
        task->requestCancel(CancelReason::User);
}

void perform(Context &context, const Pause &command)
{
    const auto task = activeTask(context, command.task);
    if (!task)
        refuseTask(command.task);
    if (command.paused && !hasSafePoints(*task))
        throw Error::refused(RefusalKind::State, {},
                             QStringLiteral("Task %1, %2, has no safe points, so it cannot be paused; cancel it instead.")
                                 .arg(QString::number(command.task), task->record().peek().label));
    task->requestPause(command.paused);
}

void perform(Context &context, const ListTasks &)
{
    context.output.tell(&ConsoleWriter::tasks, context.core.engine.tasks());
}

void perform(Context &context, const ListLocks &)
{
    context.output.tell(&ConsoleWriter::locks, context.core.locks.locks());
}

void perform(Context &context, const Help &command)
{
    context.output.tell(&ConsoleWriter::message, helpText(command.command));
}
} // namespace podium::engine::console
