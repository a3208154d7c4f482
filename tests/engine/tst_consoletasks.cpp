// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/interpreter.h"

#include "tests/engine/consolebench.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

/// Programs step by step on a clock that the test moves: what runs beside what, who waits, what ends what.
class TestConsoleTasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBackgroundRunsBesideTheForeground();
    void theEndWaitsForTheBackground();
    void waitWaitsForAllBackgroundTasks();
    void waitForOneTaskWaitsForNoOther();
    void aWaitThatTakesTooLongFailsAndCancelsNothing();
    void waitingDoesNotFailWithWhatItWaitedFor();
    void aFailedForegroundCommandCancelsTheBackground();
    void theSecondMoveOfAnAxisWaitsForTheFirst();
    void cancellingTheWaiterLeavesNoTrace();
    void lockedIsRefusedIfAskedFor();
    void cancelAllEndsTheTasksAndTheRunGoesOn();
    void cancelByAnotherRunFailsTheForeground();
    void aTaskIsPausedAndResumed();
    void aTaskWithoutSafePointsIsNotPaused();
    void locksAreTold();
    void aThousandTasksAreCancelledAtOnce();
    void theSameRunsOnTheRealClock();
};

void TestConsoleTasks::theBackgroundRunsBesideTheForeground()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & mv y 5 mm"));
    QCOMPARE(bench.x.sent.size(), 1);
    QCOMPARE(bench.y.sent.size(), 1);
}

void TestConsoleTasks::theEndWaitsForTheBackground()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & mv y 1 mm"));
    bench.advance(900ms);
    QCOMPARE(bench.outcome(QStringLiteral("mv y 1 mm")), QStringLiteral("Succeeded"));
    QVERIFY(bench.exits.isEmpty());
    bench.advance(300ms);
    QCOMPARE(bench.exits, QList<int>{0});
}

void TestConsoleTasks::waitWaitsForAllBackgroundTasks()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & mv y 5 mm & wait; set x.name done"));
    bench.advance(800ms);
    QVERIFY(bench.last(QStringLiteral("wait"))[u"waiting_for"].toString().contains(QStringLiteral("task ")));
    QCOMPARE(bench.x.sent.size(), 1);
    bench.advance(400ms);
    QCOMPARE(bench.x.sent.last(), QStringLiteral("name done"));
    QCOMPARE(bench.exits, QList<int>{0});
}

void TestConsoleTasks::waitForOneTaskWaitsForNoOther()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 30 mm & mv y 5 mm & sleep 100 ms"));
    ConsoleRun other(bench.core, bench.output);
    other.start(QStringLiteral("wait %1; set y.name done").arg(bench.id(QStringLiteral("mv y 5 mm"))));
    bench.advance(300ms);
    QCOMPARE(bench.y.sent.size(), 1);
    bench.advance(500ms);
    QCOMPARE(bench.y.sent.last(), QStringLiteral("name done"));
    QVERIFY(bench.exits.isEmpty());
}

void TestConsoleTasks::aWaitThatTakesTooLongFailsAndCancelsNothing()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & wait 500 ms; mv y 5 mm"));
    bench.advance(600ms);
    QCOMPARE(bench.last(QStringLiteral("wait 500 ms"))[u"error_kind"].toString(), QStringLiteral("Timeout"));
    QVERIFY(bench.exits.isEmpty());
    bench.advance(600ms);
    QCOMPARE(bench.outcome(QStringLiteral("mv x 10 mm")), QStringLiteral("Succeeded"));
    QVERIFY(bench.y.sent.isEmpty());
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleTasks::waitingDoesNotFailWithWhatItWaitedFor()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(QStringLiteral("mv x 500 mm & sleep 1 s & wait; mv y 5 mm"));
    QCOMPARE(bench.outcome(QStringLiteral("mv y 5 mm")), QStringLiteral("Succeeded"));
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleTasks::aFailedForegroundCommandCancelsTheBackground()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm & sleep 1 s; mv y 500 mm; mv y 1 mm"));
    bench.advance(2s);
    const auto moved = bench.last(QStringLiteral("mv x 50 mm"));
    QCOMPARE(moved[u"outcome"].toString(), QStringLiteral("Cancelled"));
    QCOMPARE(moved[u"stop_confirmed"].toBool(), true);
    QCOMPARE(bench.x.sent, (QStringList{u"position 50.000 mm"_qs, u"stop"_qs}));
    QVERIFY(bench.y.sent.isEmpty());
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleTasks::theSecondMoveOfAnAxisWaitsForTheFirst()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & mv x 20 mm"));
    bench.advance(500ms);
    const auto waiting = bench.last(QStringLiteral("mv x 20 mm"));
    QCOMPARE(waiting[u"state"].toString(), QStringLiteral("Running"));
    QCOMPARE(waiting[u"waits"].toArray().size(), 1);
    const auto wait = waiting[u"waits"][0];
    QVERIFY(wait[u"address"].toString().startsWith(u'x'));
    QCOMPARE(static_cast<TaskId>(wait[u"holder"].toInteger()), bench.id(QStringLiteral("mv x 10 mm")));
    QVERIFY(waiting[u"waiting_for"].toString().contains(QStringLiteral("mv x 10 mm")));
    QCOMPARE(bench.last(QStringLiteral("mv x 10 mm"))[u"holds"].toArray(), QJsonArray{wait[u"address"]});
    QCOMPARE(bench.x.sent, QStringList{u"position 10.000 mm"_qs});
    QCOMPARE(bench.task(QStringLiteral("mv x 20 mm")).size(), 3); // Queued, Running, waiting: told once each
    bench.advance(2500ms);
    QCOMPARE(bench.x.sent, (QStringList{u"position 10.000 mm"_qs, u"position 20.000 mm"_qs}));
    QCOMPARE(bench.exits, QList<int>{0});
}

void TestConsoleTasks::cancellingTheWaiterLeavesNoTrace()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & mv x 20 mm & wait"));
    bench.advance(500ms);
    ConsoleRun other(bench.core, bench.output);
    other.start(QStringLiteral("cancel %1").arg(bench.id(QStringLiteral("mv x 20 mm"))));
    QCOMPARE(bench.outcome(QStringLiteral("mv x 20 mm")), QStringLiteral("Cancelled"));
    QVERIFY(bench.last(QStringLiteral("mv x 20 mm"))[u"stop_confirmed"].isNull());
    const auto locks = bench.core.locks.locks();
    QCOMPARE(locks.size(), std::size_t(1));
    QVERIFY(locks[0].waiters.empty());
    bench.advance(1s);
    QCOMPARE(bench.x.sent, QStringList{u"position 10.000 mm"_qs});
    QCOMPARE(bench.outcome(QStringLiteral("mv x 10 mm")), QStringLiteral("Succeeded"));
    QVERIFY(bench.core.locks.locks().empty());
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleTasks::lockedIsRefusedIfAskedFor()
{
    ConsoleOptions options;
    options.ifLocked = IfLocked::Refuse;
    ConsoleBench bench(std::make_unique<ManualScheduler>(), options);
    bench.start(QStringLiteral("mv x 10 mm & mv x 20 mm &"));
    const auto refused = bench.last(QStringLiteral("mv x 20 mm"));
    QCOMPARE(refused[u"error_kind"].toString(), QStringLiteral("Refused"));
    const auto refusals = refused[u"refusals"].toArray();
    QCOMPARE(refusals.last()[u"kind"].toString(), QStringLiteral("Locked"));
    bench.advance(2s);
    QCOMPARE(bench.outcome(QStringLiteral("mv x 10 mm")), QStringLiteral("Succeeded"));
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleTasks::cancelAllEndsTheTasksAndTheRunGoesOn()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm & sleep 1 s; cancel all; mv y 1 mm"));
    bench.advance(2s);
    QCOMPARE(bench.outcome(QStringLiteral("mv x 50 mm")), QStringLiteral("Cancelled"));
    QCOMPARE(bench.y.sent, QStringList{u"position 1.000 mm"_qs});
    QVERIFY(!bench.core.stops->isLatched());
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleTasks::cancelByAnotherRunFailsTheForeground()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm; mv y 1 mm"));
    bench.advance(1s);
    ConsoleRun other(bench.core, bench.output);
    other.start(QStringLiteral("cancel all"));
    bench.advance(1s);
    QVERIFY(bench.y.sent.isEmpty());
    QCOMPARE(bench.exits, QList<int>{1});
}

namespace
{
Op<void> countdown(int *left)
{
    declarePausable();
    for (; *left > 0; --*left) {
        co_await pausePoint();
        co_await sleep(1s);
    }
}
} // namespace

void TestConsoleTasks::aTaskIsPausedAndResumed()
{
    ConsoleBench bench;
    int left = 10;
    const auto task = bench.core.engine.run(QStringLiteral("countdown"), countdown(&left));
    bench.start(QStringLiteral("pause %1; sleep 5 s; resume %1; sleep 2 s").arg(task.id()));
    bench.advance(4500ms);
    QCOMPARE(task.info().state, TaskState::Paused);
    QCOMPARE(left, 9);
    bench.advance(2600ms);
    QCOMPARE(left, 7);
    QCOMPARE(bench.exits, QList<int>{0});
    task.cancel();
}

void TestConsoleTasks::aTaskWithoutSafePointsIsNotPaused()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm & sleep 1 s"));
    ConsoleRun other(bench.core, bench.output);
    other.start(QStringLiteral("pause %1").arg(bench.id(QStringLiteral("mv x 50 mm"))));
    QVERIFY2(bench.errors().contains(QStringLiteral("has no safe points, so it cannot be paused")), qPrintable(bench.errors()));
}

void TestConsoleTasks::locksAreTold()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & mv x 20 mm & sleep 100 ms; locks; cancel all"));
    bench.advance(2s);
    const auto first = static_cast<qint64>(bench.id(QStringLiteral("mv x 10 mm")));
    const auto second = static_cast<qint64>(bench.id(QStringLiteral("mv x 20 mm")));
    const auto locks = bench.all("lock");
    QVERIFY(std::any_of(locks.begin(), locks.end(), [&](const auto &lock) {
        return lock[u"holder"].toInteger() == first && lock[u"waiters"].toArray() == QJsonArray{second};
    }));
    QVERIFY(bench.all("lock").last()[u"holder"].isNull());
    QVERIFY(bench.text.join(u'\n').contains(QStringLiteral("held by task %1, mv x 10 mm").arg(first)));
}

void TestConsoleTasks::aThousandTasksAreCancelledAtOnce()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 10 mm & ").repeated(1000) + QStringLiteral("sleep 100 ms; cancel all"));
    bench.advance(2s);
    QCOMPARE(bench.exits, QList<int>{1});
    qsizetype cancelled = 0;
    for (const QJsonObject &task : bench.task(QStringLiteral("mv x 10 mm")))
        cancelled += task[u"outcome"].toString() == QStringLiteral("Cancelled") ? 1 : 0;
    QCOMPARE(cancelled, 1000);
    QCOMPARE(bench.x.sent, (QStringList{u"position 10.000 mm"_qs, u"stop"_qs}));
    QVERIFY(bench.core.locks.locks().empty());
}

void TestConsoleTasks::theSameRunsOnTheRealClock()
{
    ConsoleBench bench(std::make_unique<LiveScheduler>());
    bench.start(QStringLiteral("mv x 1 mm & mv y 0.5 mm; sleep 10 ms; wait; stop; reset"));
    QVERIFY(bench.exits.isEmpty());
    QTRY_COMPARE(bench.exits, QList<int>{0});
    QCOMPARE(bench.events.last()[u"event"].toString(), QStringLiteral("done"));
}

PODIUM_TEST_MAIN(TestConsoleTasks)
#include "tst_consoletasks.moc"
