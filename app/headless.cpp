// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"

#include "app/benchfile.h"
#include "app/headlesslog.h"
#include "app/headlesswriters.h"
#include "app/recording.h"
#include "app/statefolder.h"
#include "app/unixsignals.h"
#include "engine/console/consoleoutput.h"
#include "engine/console/interpreter.h"
#include "engine/tasks/serviceoptions.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <algorithm>

namespace podium::app
{
namespace
{
using namespace engine;

/// How long a run waits for its devices to connect before it begins all the same.
constexpr std::chrono::seconds connectPatience{3};

ConsoleClock wallClock()
{
    return {Clock::now(), [] { return Clock::now(); }};
}

QString programText(const Options &options)
{
    if (options.program)
        return *options.program;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readAll());
}

bool allConnected(const Bench &bench)
{
    for (const auto &device : bench.devices())
        if (device->state() == DeviceState::Disconnected)
            return false;
    return true;
}

/// Ends when every device is there, or when waiting any longer would be a surprise.
Op<void> connected(Bench &bench)
{
    const auto begun = bench.engine().now();
    while (!allConnected(bench) && bench.engine().now() - begun < connectPatience)
        co_await sleep(std::chrono::milliseconds(10));
}

using Reason = std::pair<QString, QString>; // where, and what

std::vector<Reason> reasons(const devices::FileProblems &problems)
{
    std::vector<Reason> all;
    for (const auto &problem : problems)
        all.emplace_back(problem.line == 0 ? problem.file
                                           : QStringLiteral("%1:%2:%3").arg(problem.file, QString::number(problem.line), QString::number(problem.column)),
                         problem.key.isEmpty() ? problem.message : problem.key + QStringLiteral(": ") + problem.message);
    return all;
}

/// Without those that the broken devices tell.
devices::FileProblems untold(devices::FileProblems problems, const Bench &bench)
{
    std::erase_if(problems, [&bench](const devices::FileProblem &problem) {
        const auto &broken = bench.broken();
        return std::any_of(broken.begin(), broken.end(), [&](const auto &device) { return device.problem.contains(problem.text()); });
    });
    return problems;
}

int refuse(const std::vector<Reason> &all, bool json)
{
    for (const auto &writer : headlessWriters(wallClock(), json)) {
        for (const auto &[where, message] : all)
            writer->error(where, message);
        writer->done(ConsoleRun::Usage);
    }
    return ConsoleRun::Usage;
}

int runProgram(Core &core, ConsoleOutput &output, const Options &options, const QString &text)
{
    ConsoleOptions console;
    console.ifLocked = options.refuseLocked ? IfLocked::Refuse : IfLocked::Wait;
    ConsoleRun run(core, output, console);
    UnixSignals signals;
    std::optional<int> code;
    QObject::connect(&signals, &UnixSignals::interrupted, &run, &ConsoleRun::interrupt);
    QObject::connect(&signals, &UnixSignals::terminated, &run, &ConsoleRun::interrupt);
    QObject::connect(&run, &ConsoleRun::finished, &run, [&code](int exit) {
        code = exit;
        QCoreApplication::exit(exit);
    });
    if (options.immediate)
        run.start(text);
    else
        core.engine.run(QStringLiteral("connect"), connected(core.bench), serviceOptions()).finally(&run, [&](const TaskInfo &) {
            run.start(text);
        });
    // In virtual time the run has ended here, unless something it waits for never comes.
    return code ? *code : QCoreApplication::exec();
}
} // namespace

int runHeadless(const Options &options)
{
    const StateFolder state(options.state);
    if (!state.problem().isEmpty())
        return refuse({{state.path(), state.problem()}}, options.json);
    const auto loaded = loadBench(options.bench);
    if (!loaded.plan)
        return refuse(reasons(loaded.problems), options.json);
    if (options.immediate)
        if (const auto real = realDevice(*loaded.plan); !real.isEmpty())
            return refuse({{real, QCoreApplication::translate("podium::app", "--immediate has a virtual clock, and %1 is not simulated; leave --immediate out.").arg(real)}},
                          options.json);
    // Before there is an engine that this would block, and while Ctrl+C still ends the program.
    const auto text = options.listDevices ? QString() : programText(options);
    HeadlessLog log;
    std::optional<Recording> recording; // a list leaves the news of the last run to the next run
    if (!options.listDevices)
        recording.emplace(state);
    std::unique_ptr<Scheduler> scheduler;
    if (options.immediate)
        scheduler = std::make_unique<ImmediateScheduler>();
    else
        scheduler = std::make_unique<LiveScheduler>();
    Core core(std::move(scheduler));
    const auto problems = buildBench(*loaded.plan, core);
    core.ready();
    ConsoleOutput output(core);
    const auto &engine = core.engine;
    for (auto &writer : headlessWriters({engine.now(), [&engine] { return engine.now(); }}, options.json))
        output.add(std::move(writer));
    log.attach(output);
    output.tellBrokenDevices();
    for (const auto &[where, message] : reasons(untold(problems, core.bench)))
        output.tell(&ConsoleWriter::error, where, message);
    if (options.listDevices) {
        output.tellDevices();
        output.tell(&ConsoleWriter::done, 0);
        return 0;
    }
    for (const auto &news : recording->news())
        output.tell(&ConsoleWriter::error, QStringLiteral("last run"), news);
    recording->begin(core);
    return runProgram(core, output, options, text);
}

int runCheck(const Options &options)
{
    const auto problems = checkFile(options.check);
    const int exit = problems.empty() ? ConsoleRun::Succeeded : ConsoleRun::Usage;
    for (const auto &writer : headlessWriters(wallClock(), options.json)) {
        for (const auto &problem : problems)
            writer->check({problem.file, problem.line, problem.column, problem.key, problem.message});
        if (problems.empty())
            writer->message(QCoreApplication::translate("podium::app", "%1 is all right.").arg(options.check));
        writer->done(exit);
    }
    return exit;
}

int refuseCommandLine(const QString &problem, bool json)
{
    return refuse({{QCoreApplication::translate("podium::app", "command line"), problem}}, json);
}
} // namespace podium::app
