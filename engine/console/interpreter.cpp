// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/interpreter.h"

#include "engine/tasks/serviceoptions.h"

#include <algorithm>
#include <type_traits>

namespace podium::engine
{
namespace
{
using namespace console;

QString deviceOf(const QString &target)
{
    const auto address = Address::parse(target);
    return address ? address->device : target;
}

/// The devices that a command works on.
QStringList owners(const Command &command)
{
    if (const auto *move = std::get_if<Move>(&command))
        return {deviceOf(move->target)};
    if (const auto *set = std::get_if<Set>(&command))
        return {set->address.device};
    if (const auto *call = std::get_if<Call>(&command))
        return {call->address.device};
    if (const auto *stop = std::get_if<Stop>(&command); stop && stop->device)
        return {*stop->device};
    return {};
}

bool isWaitWithLimit(const Command &command)
{
    const auto *wait = std::get_if<WaitForTasks>(&command);
    return wait && wait->limit;
}

TaskOptions optionsFor(const Statement &statement, const QString &startedBy)
{
    TaskOptions options;
    options.startedBy = startedBy;
    options.owners = owners(statement.command);
    if (isWaitWithLimit(statement.command))
        options.deadline = Deadline::after(*std::get<WaitForTasks>(statement.command).limit);
    return options;
}

/// Acts at once and gives no operation, or gives the operation of a task.
Op<void> operationOf(Context &context, Command command)
{
    return std::visit(
        [&context](auto &&known) -> Op<void> {
            if constexpr (std::is_same_v<decltype(perform(context, known)), Op<void>>) {
                return perform(context, std::forward<decltype(known)>(known));
            } else {
                perform(context, known);
                return {};
            }
        },
        std::move(command));
}
} // namespace

ConsoleRun::ConsoleRun(Core &core, ConsoleOutput &output, const ConsoleOptions &options, QObject *parent)
    : QObject(parent)
    , m_context{core, output, options.startedBy, options.ifLocked, {}}
{
}

void ConsoleRun::start(const QString &text)
{
    // A service: cancelAll and STOP ALL end the tasks of the run, and leave the run to tell its exit.
    const auto options = serviceOptions({}, m_context.startedBy);
    m_task = m_context.core.engine.run(QStringLiteral("console"), run(parseProgram(text)), options);
    m_task.finally(this, [this](const TaskInfo &info) { end(info); });
    m_context.core.engine.scheduler().afterCall();
}

void ConsoleRun::interrupt()
{
    if (!std::exchange(m_interrupted, true)) {
        cancelTasks();
    } else {
        m_stopAsked = true;
        m_context.core.stops->stopAll(m_context.startedBy);
    }
    m_context.core.engine.scheduler().afterCall();
}

Op<int> ConsoleRun::run(Program program)
{
    if (program.error) {
        m_context.output.tell(&ConsoleWriter::error, program.error->command, program.error->text());
        co_return Usage;
    }
    for (Statement &statement : program.statements) {
        if (m_interrupted)
            break;
        const bool isTimedWait = isWaitWithLimit(statement.command);
        if (!co_await carryOut(std::move(statement))) {
            m_failed = true;
            if (!isTimedWait) // a wait that took too long cancels nothing
                cancelTasks();
            break;
        }
    }
    co_await tasksEnded();
    co_await stopsEnded();
    co_return exitCode();
}

Op<bool> ConsoleRun::carryOut(Statement statement)
{
    if (const auto *stop = std::get_if<Stop>(&statement.command)) {
        m_stopAsked = true;
        request(m_context, *stop);
        co_await catchUp(); // STOP ALL cancels what is there when it takes hold
    }
    const auto options = optionsFor(statement, m_context.startedBy);
    Op<void> op;
    try {
        op = operationOf(m_context, std::move(statement.command));
    } catch (const Error &error) {
        m_context.output.tell(&ConsoleWriter::error, statement.name, error.message());
        co_return false;
    }
    if (op.isEmpty())
        co_return true;
    const auto task = begin(statement.source, std::move(op), statement.background, options);
    if (statement.background) {
        m_context.output.tell(&ConsoleWriter::message,
                              QStringLiteral("task %1, %2: in the background").arg(QString::number(task.id()), statement.source));
        co_return true;
    }
    co_await until(&m_context.core.engine, &Engine::taskFinished, [task] { return task.isFinished(); });
    co_return task.info().succeeded();
}

Task<void> ConsoleRun::begin(const QString &label, Op<void> op, bool background, const TaskOptions &options)
{
    auto task = m_context.core.engine.run(label, std::move(op), options);
    task.record()->observe(); // the writers tell every failure
    m_context.tasks.push_back({task, background});
    return task;
}

Op<void> ConsoleRun::catchUp()
{
    const auto done = std::make_shared<bool>(false);
    m_context.core.engine.gate()->post([this, done] {
        *done = true;
        Q_EMIT caughtUp();
    });
    co_await until(this, &ConsoleRun::caughtUp, [done] { return *done; });
}

Op<void> ConsoleRun::tasksEnded()
{
    co_await until(&m_context.core.engine, &Engine::taskFinished, [this] {
        return std::all_of(m_context.tasks.begin(), m_context.tasks.end(),
                           [](const StartedTask &started) { return started.task.isFinished(); });
    });
}

Op<void> ConsoleRun::stopsEnded()
{
    while (std::exchange(m_stopAsked, false)) {
        co_await catchUp();
        if (m_context.core.stops->status().stopping == 0)
            continue;
        TaskOptions options;
        options.startedBy = m_context.startedBy;
        begin(QStringLiteral("stop"), perform(m_context, Stop{}), false, options);
        co_await tasksEnded();
    }
}

void ConsoleRun::cancelTasks()
{
    for (const StartedTask &started : m_context.tasks)
        started.task.cancel();
}

int ConsoleRun::exitCode() const
{
    if (m_interrupted)
        return Interrupted;
    const bool succeeded = std::all_of(m_context.tasks.begin(), m_context.tasks.end(),
                                       [](const StartedTask &started) { return started.task.info().succeeded(); });
    return succeeded && !m_failed ? Succeeded : Failed;
}

void ConsoleRun::end(const TaskInfo &info)
{
    if (info.outcome == Outcome::Failed)
        m_context.output.tell(&ConsoleWriter::error, info.label, info.error);
    const int exit = info.succeeded() ? m_task.result() : static_cast<int>(Failed);
    m_context.output.tell(&ConsoleWriter::done, exit);
    Q_EMIT finished(exit);
}
} // namespace podium::engine
