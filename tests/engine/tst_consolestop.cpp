// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/interpreter.h"

#include "tests/engine/consolebench.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

/// Programs that are stopped or interrupted on their way, on a clock that the test moves.
class TestConsoleStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopAllEndsTheTasksAndTheRunGoesOn();
    void stopOfADeviceEndsItsMotionAlone();
    void aStopThatIsNotConfirmedFails();
    void theFirstInterruptCancelsTheRun();
    void theFirstInterruptEndsTheBackgroundToo();
    void theSecondInterruptStopsAll();
    void anInterruptBeforeTheStartRunsNothing();
    void anInterruptDuringAStopWaitsForItsConfirmation();
};

void TestConsoleStop::stopAllEndsTheTasksAndTheRunGoesOn()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm & sleep 1 s; stop; reset; mv y 1 mm"));
    bench.advance(3s);
    const auto moved = bench.last(QStringLiteral("mv x 50 mm"));
    QCOMPARE(moved[u"outcome"].toString(), QStringLiteral("Cancelled"));
    QCOMPARE(moved[u"reason"].toString(), QStringLiteral("Stopped"));
    QCOMPARE(bench.x.sent, (QStringList{u"position 50.000 mm"_qs, u"stop"_qs}));
    QCOMPARE(bench.outcome(QStringLiteral("stop")), QStringLiteral("Succeeded"));
    QCOMPARE(bench.y.sent, (QStringList{u"stop"_qs, u"position 1.000 mm"_qs}));
    const auto latches = bench.all("latch");
    QCOMPARE(latches.size(), 2);
    QCOMPARE(latches[0][u"latched"].toBool(), true);
    QCOMPARE(latches[1][u"latched"].toBool(true), false);
    const auto stops = bench.all("stop");
    QVERIFY(std::any_of(stops.begin(), stops.end(),
                        [](const auto &stop) { return stop[u"device"].toString() == QStringLiteral("x") && stop[u"confirmed"].toBool(); }));
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleStop::stopOfADeviceEndsItsMotionAlone()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm & mv y 20 mm & sleep 1 s; stop x; set x.name done"));
    bench.advance(3s);
    QCOMPARE(bench.last(QStringLiteral("mv x 50 mm"))[u"reason"].toString(), QStringLiteral("Stopped"));
    QCOMPARE(bench.x.sent, (QStringList{u"position 50.000 mm"_qs, u"stop"_qs, u"name done"_qs}));
    QCOMPARE(bench.outcome(QStringLiteral("mv y 20 mm")), QStringLiteral("Succeeded"));
    QVERIFY(!bench.core.stops->isLatched());
}

void TestConsoleStop::aStopThatIsNotConfirmedFails()
{
    ConsoleBench bench;
    bench.x.ignoresStop = true;
    bench.start(QStringLiteral("set x.velocity 1 mm/s; mv x 90 mm & sleep 1 s; stop x; mv y 1 mm"));
    bench.advance(2s);
    QVERIFY(bench.last(QStringLiteral("stop x"))[u"waiting_for"].toString().contains(QStringLiteral("x to stand still")));
    bench.advance(20s);
    QCOMPARE(bench.last(QStringLiteral("stop x"))[u"error_kind"].toString(), QStringLiteral("Device"));
    QVERIFY(bench.errors().contains(QStringLiteral("The stop of x is not confirmed")));
    QVERIFY(bench.y.sent.isEmpty());
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestConsoleStop::theFirstInterruptCancelsTheRun()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm; mv y 1 mm"));
    bench.advance(1s);
    bench.run.interrupt();
    QCOMPARE(bench.last(QStringLiteral("mv x 50 mm"))[u"state"].toString(), QStringLiteral("Cancelling"));
    bench.advance(1s);
    QCOMPARE(bench.last(QStringLiteral("mv x 50 mm"))[u"stop_confirmed"].toBool(), true);
    QVERIFY(bench.y.sent.isEmpty());
    QVERIFY(!bench.core.stops->isLatched());
    QCOMPARE(bench.exits, QList<int>{130});
}

void TestConsoleStop::theFirstInterruptEndsTheBackgroundToo()
{
    ConsoleBench bench;
    bench.start(QStringLiteral("mv x 50 mm & mv y 50 mm & sleep 10 s; mv y 1 mm"));
    bench.advance(1s);
    bench.run.interrupt();
    bench.advance(1s);
    for (const auto &label : {QStringLiteral("mv x 50 mm"), QStringLiteral("mv y 50 mm"), QStringLiteral("sleep 10 s")})
        QCOMPARE(bench.outcome(label), QStringLiteral("Cancelled"));
    QCOMPARE(bench.y.sent, (QStringList{u"position 50.000 mm"_qs, u"stop"_qs}));
    QCOMPARE(bench.exits, QList<int>{130});
    QCOMPARE(bench.all("done")[0][u"exit"].toInt(), 130);
}

void TestConsoleStop::theSecondInterruptStopsAll()
{
    ConsoleBench bench;
    bench.x.ignoresStop = true;
    bench.start(QStringLiteral("set x.velocity 1 mm/s; mv x 90 mm"));
    bench.advance(1s);
    bench.run.interrupt();
    bench.advance(100ms);
    QVERIFY(bench.exits.isEmpty());
    QVERIFY(bench.y.sent.isEmpty());
    bench.run.interrupt();
    QVERIFY(bench.core.stops->isLatched());
    QCOMPARE(bench.y.sent, QStringList{u"stop"_qs});
    bench.advance(30s);
    QCOMPARE(bench.exits, QList<int>{130});
}

void TestConsoleStop::anInterruptBeforeTheStartRunsNothing()
{
    ConsoleBench bench;
    bench.run.interrupt();
    bench.start(QStringLiteral("mv x 50 mm"));
    QVERIFY(bench.x.sent.isEmpty());
    QCOMPARE(bench.exits, QList<int>{130});
}

void TestConsoleStop::anInterruptDuringAStopWaitsForItsConfirmation()
{
    ConsoleBench bench;
    bench.x.delay = 200ms;
    bench.start(QStringLiteral("stop; mv y 1 mm"));
    bench.advance(10ms);
    bench.run.interrupt();
    QVERIFY(bench.exits.isEmpty());
    bench.advance(3s);
    QVERIFY(bench.core.stops->status().stopping == 0);
    QCOMPARE(bench.y.sent, QStringList{u"stop"_qs});
    QCOMPARE(bench.exits, QList<int>{130});
}

PODIUM_TEST_MAIN(TestConsoleStop)
#include "tst_consolestop.moc"
