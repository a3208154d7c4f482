// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/probe.h"

#include "app/headlesswriters.h"
#include "app/instrumentcatalog.h"
#include "app/linkcatalog.h"
#include "app/unixsignals.h"
#include "engine/console/interpreter.h"

#include <QCoreApplication>

namespace podium::app
{
using namespace engine;
using devices::ProbeResult;

namespace
{
ProbeReport report(const ProbeResult &result)
{
    const bool isKnown = result.outcome == ProbeResult::Outcome::Known;
    return {.address = result.address,
            .outcome = isKnown ? QStringLiteral("known") : QStringLiteral("proposed"),
            .message = result.message,
            .instruments = result.instruments,
            .question = result.question,
            .identity = result.identity,
            .benchText = result.benchText,
            .proposal = result.proposal};
}
} // namespace

int runProbe(const Options &options)
{
    Engine engine(std::make_unique<LiveScheduler>());
    const auto writers = headlessWriters({engine.now(), [&engine] { return engine.now(); }}, options.json);
    devices::InstrumentProbe probe(engine, linkKinds(), probeCandidates());
    int exit = ConsoleRun::Failed;
    const auto fail = [&](const QString &message) {
        for (const auto &writer : writers)
            writer->error(options.probe, message);
    };
    if (const auto why = whyNoProbe(options.probe); !why.isEmpty()) {
        fail(why);
        for (const auto &writer : writers)
            writer->done(ConsoleRun::Usage);
        return ConsoleRun::Usage;
    }
    const auto task = engine.run(QStringLiteral("probe %1").arg(options.probe), probe.probe(options.probe));
    UnixSignals signals;
    const auto interrupt = [&task] { task.cancel(); };
    QObject::connect(&signals, &UnixSignals::interrupted, &engine, interrupt);
    QObject::connect(&signals, &UnixSignals::terminated, &engine, interrupt);
    task.finally(&engine, [&](const TaskInfo &info) {
        if (info.outcome == Outcome::Cancelled) {
            exit = ConsoleRun::Interrupted;
        } else if (!info.succeeded()) {
            exit = info.errorKind == ErrorKind::Refused ? ConsoleRun::Usage : ConsoleRun::Failed;
            fail(info.error);
        } else if (const auto result = task.result(); result.isFound()) {
            exit = ConsoleRun::Succeeded;
            for (const auto &writer : writers)
                writer->probe(report(result));
        } else {
            fail(result.message);
        }
        for (const auto &writer : writers)
            writer->done(exit);
        QCoreApplication::exit(exit);
    });
    return QCoreApplication::exec();
}
} // namespace podium::app
