// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/client.h"
#include "engine/record/journalrecorder.h"
#include "engine/record/taskruns.h"
#include "tests/engine/journalfixture.h"
#include "tests/support/checks.h"
#include "tests/support/testdevice.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// An engine with a client, on a clock that the test moves, whose events go to a journal if there is a file.
struct RecordedCore {
    explicit RecordedCore(const QString &file = {}, const QString &bench = QStringLiteral("bench"))
    {
        core.bench.setName(bench);
        for (const auto *id : {"a", "b"})
            core.bench.add(std::make_unique<TestDevice>(core.bench.context(QString::fromLatin1(id), {}, {})));
        core.ready();
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        if (!file.isEmpty()) {
            journal = std::make_unique<Journal>(file);
            recorder = std::make_unique<JournalRecorder>(*journal, core.engine, core.bench, *core.stops);
        }
        client->read({QStringLiteral("a"), QStringLiteral("position")}).record()->observe();
        advance(1s);
    }
    void advance(Duration by) { static_cast<ManualScheduler &>(core.engine.scheduler()).advance(by); }
    Task<Value> move(double to, IfLocked ifLocked = IfLocked::Refuse)
    {
        const auto task = client->move({QStringLiteral("a"), QStringLiteral("position")},
                                       Quantity(to, Unit::parse(QStringLiteral("mm"))), MoveKind::Absolute, ifLocked);
        task.record()->observe();
        return task;
    }

    Core core{std::make_unique<ManualScheduler>()};
    std::optional<Client> client;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<JournalRecorder> recorder;
};

std::vector<TaskRun> formerRuns(const QString &file, const QString &bench)
{
    Journal journal(file);
    return runsOf(rows(journal, podium::engine::formerRuns()), bench);
}
} // namespace

/// Which tasks teach how long their operation takes, in a session and by way of the journal in the next.
class TstTaskRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasks_data()
    {
        checkTable();
        check("A move is named without its numbers, and knows its distance", [] {
            RecordedCore core;
            const auto task = core.move(30);
            core.advance(100ms);
            QCOMPARE(task.info().operation, QStringLiteral("move a.position"));
            QCOMPARE(task.info().distance, 30.0);
            core.advance(10s);
            const auto run = runOf(task.info());
            QVERIFY(run);
            QVERIFY2(std::abs(run->seconds - 3) < 0.3, qPrintable(QString::number(run->seconds)));
            const auto back = core.move(20);
            core.advance(10s);
            QVERIFY(std::abs(back.info().distance.value_or(0) - 10) < 0.01);
        });
        check("A write of what moves is a move, and any other write is none", [] {
            RecordedCore core;
            const auto move = core.client->write({QStringLiteral("a"), QStringLiteral("position")},
                                                 Quantity(5, Unit::parse(QStringLiteral("mm"))));
            const auto set = core.client->write({QStringLiteral("b"), QStringLiteral("name")}, QStringLiteral("n"));
            const auto call = core.client->call({QStringLiteral("b"), QStringLiteral("beep")}, {});
            QCOMPARE(move.info().operation, QStringLiteral("move a.position"));
            QCOMPARE(set.info().operation, QStringLiteral("set b.name"));
            QCOMPARE(call.info().operation, QStringLiteral("call b.beep"));
            core.advance(10s);
            QVERIFY(runOf(set.info()));
            QVERIFY(!set.info().distance);
        });
        check("What fails and what is cancelled teaches nothing", [] {
            RecordedCore core;
            const auto cancelled = core.move(50);
            core.advance(500ms);
            QVERIFY(!runOf(cancelled.info()));
            cancelled.cancel();
            core.advance(2s);
            QVERIFY(cancelled.isFinished());
            QVERIFY(!runOf(cancelled.info()));
            static_cast<TestDevice &>(core.core.bench.device(QStringLiteral("a"))).failsNextWrite = true;
            const auto failed = core.move(10);
            core.advance(2s);
            QCOMPARE(failed.info().outcome, Outcome::Failed);
            QVERIFY(!runOf(failed.info()));
        });
        check("What waited for a lock teaches nothing, and the one that held it does", [] {
            RecordedCore core;
            const auto first = core.move(50);
            core.advance(100ms);
            const auto second = core.move(10, IfLocked::Wait);
            core.advance(30s);
            QVERIFY(second.info().succeeded());
            QVERIFY(second.info().waited);
            QVERIFY(!runOf(second.info()));
            QVERIFY(!first.info().waited);
            QVERIFY(runOf(first.info()));
        });
        check("What waited for the stop of its device teaches nothing", [] {
            RecordedCore core;
            auto &device = static_cast<TestDevice &>(core.core.bench.device(QStringLiteral("a")));
            device.delay = 100ms;
            core.client->stop(QStringLiteral("a"));
            const auto task = core.move(10, IfLocked::Wait); // nobody holds the lock
            core.advance(50ms);
            QCOMPARE(task.info().waitingFor, QStringLiteral("the stop of a to be confirmed"));
            core.advance(2s);
            device.delay = 0ms;
            core.advance(10s);
            QVERIFY2(task.info().succeeded(), qPrintable(task.info().error));
            QVERIFY(task.info().waited);
            QVERIFY(!runOf(task.info()));
        });
        check("A restore has no distance, for its time is not that of one of its moves", [] {
            RecordedCore core;
            core.move(30);
            core.advance(10s);
            core.client->stash(QStringLiteral("a"));
            core.move(10);
            core.advance(10s);
            const auto restore = core.client->restore(QStringLiteral("a"));
            core.advance(30s);
            QVERIFY2(restore.info().succeeded(), qPrintable(restore.info().error));
            auto &device = static_cast<TestDevice &>(core.core.bench.device(QStringLiteral("a")));
            QVERIFY(std::abs(device.here() - 30) < 0.01);
            QVERIFY(runOf(restore.info()));
            QVERIFY(!restore.info().distance);
        });
        check("What was paused teaches nothing, nor does what is above it", [] {
            TestBench bench;
            const auto part = []() -> Op<void> {
                for (int i = 0; i < 10; ++i) {
                    co_await sleep(100ms);
                    co_await pausePoint();
                }
            };
            const auto whole = [part]() -> Op<void> { co_await spawn(QStringLiteral("part"), part()); };
            TaskOptions options;
            options.operation = QStringLiteral("scan");
            const auto task = bench.engine.run(QStringLiteral("scan"), whole(), options);
            bench.advance(250ms);
            for (const auto &info : bench.engine.tasks())
                bench.engine.setPaused(info.id, true);
            bench.advance(1s);
            QVERIFY(!task.isFinished());
            for (const auto &info : bench.engine.tasks())
                bench.engine.setPaused(info.id, false);
            bench.advance(5s);
            QVERIFY(task.info().succeeded());
            QVERIFY(task.info().waited);
            QVERIFY(!runOf(task.info()));
        });
    }
    void tasks() { runCheck(); }

    void journal_data()
    {
        checkTable();
        check("What a session taught is there in the next, oldest first", [] {
            JournalFolder place;
            {
                RecordedCore core(place.file());
                core.move(10);
                core.advance(5s);
                core.move(40);
                core.advance(5s);
                core.client->call({QStringLiteral("b"), QStringLiteral("home")}, {}).record()->observe();
                core.advance(5s);
            }
            const auto runs = formerRuns(place.file(), QStringLiteral("bench"));
            QCOMPARE(runs.size(), std::size_t(3));
            QCOMPARE(runs[0].operation, QStringLiteral("move a.position"));
            QVERIFY(std::abs(runs[0].distance.value_or(0) - 10) < 0.01);
            QVERIFY(std::abs(runs[1].distance.value_or(0) - 30) < 0.01);
            QVERIFY2(std::abs(runs[1].seconds - 3) < 0.3, qPrintable(QString::number(runs[1].seconds)));
            QCOMPARE(runs[2].operation, QStringLiteral("call b.home"));
            QVERIFY(!runs[2].distance);
        });
        check("The same address on another bench is another thing", [] {
            JournalFolder place;
            {
                RecordedCore core(place.file());
                core.move(10);
                core.advance(5s);
            }
            QVERIFY(formerRuns(place.file(), QStringLiteral("other")).empty());
        });
        check("What failed or was cancelled is not there", [] {
            JournalFolder place;
            {
                RecordedCore core(place.file());
                core.move(50);
                core.advance(500ms);
                core.client->cancelAll();
                core.advance(2s);
            }
            QVERIFY(formerRuns(place.file(), QStringLiteral("bench")).empty());
        });
        check("Only the newest rows are looked through", [] {
            JournalFolder place;
            Journal journal(place.file());
            journal.append(entry(JournalKind::TaskFinished, QStringLiteral("old")));
            for (int i = 0; i < 50; ++i)
                journal.append(entry(JournalKind::Error));
            journal.append(entry(JournalKind::TaskFinished, QStringLiteral("new")));
            JournalQuery query;
            query.kind = JournalKind::TaskFinished;
            query.newest = 20;
            const auto found = rows(journal, query);
            QCOMPARE(found.size(), std::size_t(1));
            QCOMPARE(found.front().address, QStringLiteral("new"));
            query.newest = 0;
            QCOMPARE(rows(journal, query).size(), std::size_t(2));
        });
    }
    void journal() { runCheck(); }
};

PODIUM_TEST_MAIN(TstTaskRuns)
#include "tst_taskruns.moc"
