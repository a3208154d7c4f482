// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/submit.h"
#include "tests/engine/stoprack.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

#include <thread>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

using Rack = StopRack;

class TestStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopAllStopsEveryDeviceAndLatches();
    void aTaskIsCancelledOnlyAfterItsDeviceIsConfirmed();
    void aCancelStopsOnlyWhatItMovedAndSendsOneStop();
    void stopAllAndTheTasksOwnStopSendOneStop();
    void aStopBySomebodyElseEndsTheMoverAsStopped();
    void stoppingADeviceStopsThoseBelowIt();
    void motionIsRefusedUntilReset();
    void aWaiterForTheAxisDoesNotMoveAfterStopAll();
    void noMotionBeginsWhileAStopIsNotConfirmed();
    void anOutputThatHasNotLeftDoesNotFollowTheStop_data();
    void anOutputThatHasNotLeftDoesNotFollowTheStop();
    void whatWasAskedForBeforeStopAllIsCancelledBeforeItBegins();
    void theSetpointBecomesTheReadback();
    void aStopFromAnotherThreadOvertakesAThousandReadyTasks();
};

void TestStop::stopAllStopsEveryDeviceAndLatches()
{
    Rack rack;
    QSignalSpy latch(&rack.stops, &StopController::latchChanged);
    const auto task = rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    QVERIFY(rack.x.here() > 4);
    const auto epoch = rack.engine.gate()->epoch();
    rack.stops.stopAll(QStringLiteral("tester"));
    QCOMPARE(rack.engine.gate()->epoch(), epoch + 1);
    QVERIFY(rack.stops.isLatched());
    QCOMPARE(rack.x.sent.last(), stopWord);
    QCOMPARE(rack.y.sent, QStringList{stopWord}); // an idle device is stopped as well
    rack.advance(1s);
    QVERIFY(task.isFinished());
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(task.info().reason, CancelReason::Stopped);
    QCOMPARE(latch.size(), 1);
    QCOMPARE(rack.stops.status().phase, StopPhase::Stopped);
    for (const auto &receipt : rack.stops.receipts()) {
        QVERIFY2(receipt.isConfirmed(), qPrintable(receipt.device));
        QVERIFY(receipt.firstByte && *receipt.firstByte >= receipt.requested);
        QVERIFY(*receipt.confirmed - *receipt.firstByte >= 50ms);
    }
}

void TestStop::aTaskIsCancelledOnlyAfterItsDeviceIsConfirmed()
{
    Rack rack;
    const auto task = rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    rack.x.delay = 200ms;
    task.cancel();
    rack.advance(100ms);
    QCOMPARE(task.info().state, TaskState::Cancelling);
    QVERIFY(rack.x.position().lockable().holder()); // the lock goes last
    rack.advance(5s);
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(task.info().stopConfirmed, true);
    QVERIFY(!rack.x.position().lockable().holder());
}

void TestStop::aCancelStopsOnlyWhatItMovedAndSendsOneStop()
{
    Rack rack;
    const auto task = rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    task.cancel();
    rack.advance(1s);
    QCOMPARE(rack.x.sent.count(stopWord), 1);
    QVERIFY(rack.y.sent.isEmpty());
    QCOMPARE(task.info().reason, CancelReason::User);
    QVERIFY(!rack.stops.isLatched());
}

void TestStop::stopAllAndTheTasksOwnStopSendOneStop()
{
    Rack rack;
    const auto task = rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(2s);
    QCOMPARE(rack.x.sent.count(stopWord), 1);
    QCOMPARE(task.info().stopConfirmed, true);
}

void TestStop::aStopBySomebodyElseEndsTheMoverAsStopped()
{
    Rack rack;
    const auto task = rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(1s);
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(task.info().reason, CancelReason::Stopped);
    QVERIFY(!rack.stops.isLatched());
    QVERIFY(rack.y.sent.isEmpty());
}

void TestStop::stoppingADeviceStopsThoseBelowIt()
{
    Rack rack;
    auto &child = rack.add(QStringLiteral("x/fine"));
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(1s);
    QCOMPARE(child.sent, QStringList{stopWord});
    QVERIFY(rack.y.sent.isEmpty());
}

void TestStop::motionIsRefusedUntilReset()
{
    Rack rack;
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(1s);
    const auto refused = rack.move(QStringLiteral("x"), 5);
    QCOMPARE(refused.info().errorKind, ErrorKind::Refused);
    QCOMPARE(refused.info().refusals.front().kind, RefusalKind::Latched);
    refused.record()->observe();
    rack.stops.reset(QStringLiteral("tester"));
    QCOMPARE(rack.x.sent, QStringList{stopWord}); // reset restarts nothing
    const auto moved = rack.move(QStringLiteral("x"), 5);
    rack.advance(2s);
    QVERIFY(moved.info().succeeded());
}

void TestStop::aWaiterForTheAxisDoesNotMoveAfterStopAll()
{
    Rack rack;
    const auto first = rack.move(QStringLiteral("x"), 50);
    const auto second = rack.move(QStringLiteral("x"), -50);
    rack.advance(500ms);
    QVERIFY(!second.info().waits.empty());
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(1s);
    QCOMPARE(second.info().outcome, Outcome::Cancelled);
    QCOMPARE(rack.x.sent.filter(QStringLiteral("position")).size(), 1);
    QVERIFY(first.isFinished());
}

void TestStop::noMotionBeginsWhileAStopIsNotConfirmed()
{
    Rack rack;
    rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    rack.x.delay = 100ms;
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(150ms);
    QVERIFY(!rack.receipt(QStringLiteral("x")).finished);
    rack.x.sent.clear();
    const auto early = rack.engine.run(QStringLiteral("on"), operations::write(rack.bench, {QStringLiteral("x"), QStringLiteral("on")}, true, IfLocked::Refuse));
    early.record()->observe();
    rack.advance(10ms);
    QVERIFY2(early.info().error.contains(QStringLiteral("x is being stopped; wait until that is confirmed")), qPrintable(early.info().error));
    QVERIFY(rack.x.sent.isEmpty());
    QVERIFY(!rack.stops.isStopping(rack.y));
    const auto patient = rack.move(QStringLiteral("x"), 5);
    rack.advance(10ms);
    QVERIFY2(!patient.isFinished(), qPrintable(patient.info().error));
    rack.advance(2s);
    QVERIFY(rack.receipt(QStringLiteral("x")).isConfirmed());
    rack.x.delay = 0ms;
    rack.advance(5s);
    QVERIFY2(patient.info().succeeded(), qPrintable(patient.info().error));
}

void TestStop::anOutputThatHasNotLeftDoesNotFollowTheStop_data()
{
    QTest::addColumn<bool>("command");
    QTest::newRow("a write") << false;
    QTest::newRow("a command") << true;
}

void TestStop::anOutputThatHasNotLeftDoesNotFollowTheStop()
{
    QFETCH(bool, command);
    Rack rack;
    rack.x.delay = 1s;
    const auto task = command
        ? rack.engine.run(QStringLiteral("fire"), operations::call(rack.bench, {QStringLiteral("x"), QStringLiteral("fire")}, {}))
        : rack.engine.run(QStringLiteral("on"), operations::write(rack.bench, {QStringLiteral("x"), QStringLiteral("on")}, true));
    rack.advance(100ms);
    rack.x.delay = 0ms;
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(5s);
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(task.info().reason, CancelReason::Stopped);
    QCOMPARE(rack.x.sent, QStringList{stopWord});
    QVERIFY(rack.x.energisers().empty());
}

void TestStop::whatWasAskedForBeforeStopAllIsCancelledBeforeItBegins()
{
    Rack rack;
    bool began = false;
    const auto begin = [&began]() -> Op<void> {
        began = true;
        co_return;
    };
    TaskOptions options;
    options.epoch = rack.engine.gate()->epoch();
    rack.stops.stopAll(QStringLiteral("tester"));
    const auto late = submit(rack.engine.gate(), QStringLiteral("asked for before"), begin, options);
    options.service = true;
    const auto service = submit(rack.engine.gate(), QStringLiteral("a service"), []() -> Op<void> { co_return; }, options);
    rack.advance(1ms);
    QCOMPARE(late.info().outcome, Outcome::Cancelled);
    QCOMPARE(late.info().reason, CancelReason::Stopped);
    QVERIFY(!began);
    QVERIFY(service.info().succeeded());
    rack.advance(1s);
}

void TestStop::theSetpointBecomesTheReadback()
{
    Rack rack;
    const auto task = rack.move(QStringLiteral("x"), 50);
    rack.advance(500ms);
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(1s);
    QVERIFY(task.isFinished());
    const auto at = std::get<Quantity>(rack.x.position().setpoint()).value();
    QVERIFY(at > 4 && at < 10);
}

void TestStop::aStopFromAnotherThreadOvertakesAThousandReadyTasks()
{
    TestBench live(std::make_unique<LiveScheduler>());
    auto &device = live.add(QStringLiteral("x"));
    StopController stops(live.bench);
    int resumedAfterStop = 0;
    int resumed = 0;
    const auto busy = [&]() -> Op<void> {
        co_await yield();
        ++resumed;
        resumedAfterStop += device.sent.contains(stopWord) ? 0 : live.engine.gate()->isLatched() ? 1 : 0;
    };
    for (int i = 0; i < 1000; ++i)
        live.engine.run(QStringLiteral("busy"), busy());
    std::thread other([&] { stops.stopAll(QStringLiteral("other thread")); });
    other.join();
    QTRY_COMPARE(live.engine.activeTasks(), 0);
    QVERIFY(device.sent.contains(stopWord));
    QCOMPARE(resumedAfterStop, 0);
    QTRY_COMPARE(stops.status().phase, StopPhase::Stopped);
}

PODIUM_TEST_MAIN(TestStop)
#include "tst_stop.moc"
