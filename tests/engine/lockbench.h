// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/locktable.h"
#include "engine/locks/lockwait.h"
#include "engine/tasks/operation.h"

#include <QTest>

namespace podium::tests
{
struct LockBench;

/// One row of a test: what happens on a fresh bench.
using Scenario = void (*)(LockBench &);
} // namespace podium::tests

Q_DECLARE_METATYPE(podium::tests::Scenario)

namespace podium::tests
{
using namespace podium::engine;
using namespace std::chrono_literals;

/// An engine whose clock moves by hand, and the locks of a stage with two axes and of a pump.
struct LockBench {
    ManualScheduler *clock = new ManualScheduler;
    Engine engine{std::unique_ptr<Scheduler>(clock)};
    LockTable table{engine};
    Lockable stage{table, QStringLiteral("stage")};
    Lockable x{table, QStringLiteral("stage/x"), &stage};
    Lockable y{table, QStringLiteral("stage/y"), &stage};
    Lockable position{table, QStringLiteral("stage/x.position"), &x};
    Lockable speed{table, QStringLiteral("stage/x.speed"), &x};
    Lockable pump{table, QStringLiteral("pump")};
    Lockable flow{table, QStringLiteral("pump.flow"), &pump};
    QStringList log;

    /// Logs "name+" when it has the locks, "name-" when it is about to give them back.
    Op<void> hold(QString name, std::vector<Lockable *> what, Duration time = 10ms)
    {
        const auto guard = co_await lock(what, QStringLiteral("test"));
        log << name + u'+';
        co_await sleep(time);
        log << name + u'-';
    }
    /// The same as a task of that name.
    Task<> run(const QString &name, const std::vector<Lockable *> &what, Duration time = 10ms)
    {
        return engine.run(name, hold(name, what, time));
    }
    /// Takes one lock, a little later another, and logs both.
    Op<void> nest(QString name, std::vector<Lockable *> first, std::vector<Lockable *> second)
    {
        const auto outer = co_await lock(first, QStringLiteral("outer"));
        log << name + u'1';
        co_await sleep(10ms);
        const auto inner = co_await lock(second, QStringLiteral("inner"));
        log << name + u'2';
        co_await sleep(10ms);
    }
    void advance(Duration by = 1s) { clock->advance(by); }
    QString told() const { return log.join(u' '); }
    bool isIdle() const { return table.locks().empty() && engine.activeTasks() == 0; }
};

inline void addScenario(const char *sentence, Scenario scenario)
{
    QTest::newRow(sentence) << scenario;
}
/// Runs the scenario of the row; afterwards nothing may be held or waited for.
inline void runScenario()
{
    QFETCH(Scenario, scenario);
    LockBench bench;
    scenario(bench);
    if (QTest::currentTestFailed())
        return;
    bench.advance();
    QVERIFY(bench.isIdle());
}
} // namespace podium::tests
