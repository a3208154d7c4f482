// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/stoprack.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

using Rack = StopRack;

namespace
{
Op<void> briefly() { co_await sleep(1ms); }
} // namespace

class TestStopEscalation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceThatDoesNotStopIsNotConfirmed();
    void aHungDeviceDelaysNoOther();
    void theStopsAreSentBeforeAnyTaskIsCancelled();
    void aStopThatIsNotAcceptedIsSentAgain();
    void onlyASecondPressGoesToTheFastStop();
    void aStopIsConfirmedEvenIfThePositionCannotBeRead_data();
    void aStopIsConfirmedEvenIfThePositionCannotBeRead();
    void anAcknowledgementBeforeTheDeviceIsThereCounts();
    void whatCanNeverBeConfirmedIsForgottenByAnAcknowledgement_data();
    void whatCanNeverBeConfirmedIsForgottenByAnAcknowledgement();
    void resetIsRefusedUntilAcknowledged();
    void aResetThatMeansAnEarlierStopAllIsRefused();
    void aLateConfirmationTakesTheMarkAway();
    void aRestartRemembersTheLatchAndTheMarks();
};

void TestStopEscalation::aDeviceThatDoesNotStopIsNotConfirmed()
{
    Rack rack;
    QSignalSpy alarm(&rack.stops, &StopController::notConfirmed);
    const auto task = rack.move(QStringLiteral("x"), 90);
    rack.advance(500ms);
    rack.x.ignoresStop = true;
    task.cancel();
    rack.advance(4s);
    QCOMPARE(rack.stops.status().phase, StopPhase::Stopping);
    rack.advance(4s); // T1 is 2 s, giving up comes 5 s later
    QCOMPARE(rack.stops.status().phase, StopPhase::NotConfirmed);
    QCOMPARE(alarm.size(), 1);
    QVERIFY(rack.receipt(QStringLiteral("x")).problem.contains(QStringLiteral("NOT CONFIRMED")));
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(task.info().stopConfirmed, false);
}

void TestStopEscalation::theStopsAreSentBeforeAnyTaskIsCancelled()
{
    Rack rack;
    QStringList sentAtCancel;
    const auto body = [&]() -> Op<void> {
        const OnCancel guard([&]() -> Op<void> {
            sentAtCancel = rack.x.sent + rack.y.sent;
            return briefly();
        });
        co_await sleep(1h);
    };
    const auto task = rack.engine.run(QStringLiteral("long"), body());
    rack.advance(1ms);
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(1s);
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(sentAtCancel, (QStringList{QStringLiteral("stop"), QStringLiteral("stop")}));
}

void TestStopEscalation::aHungDeviceDelaysNoOther()
{
    Rack rack;
    rack.x.hangs = true;
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(200ms);
    QVERIFY(rack.receipt(QStringLiteral("y")).isConfirmed());
    QVERIFY(!rack.receipt(QStringLiteral("x")).finished);
}

void TestStopEscalation::aStopThatIsNotAcceptedIsSentAgain()
{
    Rack rack;
    rack.x.hangs = true;
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(200ms);
    QCOMPARE(rack.x.sent.count(stopWord), 1);
    rack.advance(100ms);
    QCOMPARE(rack.x.sent.count(stopWord), 2);
    rack.advance(600ms);
    QCOMPARE(rack.x.sent.count(stopWord), 4);
    rack.advance(1s);
    QCOMPARE(rack.x.sent.count(stopWord), 4);
}

void TestStopEscalation::onlyASecondPressGoesToTheFastStop()
{
    Rack rack;
    rack.x.hasFast = true;
    rack.x.ignoresStop = true;
    const auto task = rack.move(QStringLiteral("x"), 90);
    rack.advance(500ms);
    task.cancel(); // nobody pressed Stop yet
    rack.advance(100ms);
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(200ms);
    QCOMPARE(rack.x.sent.count(stopWord), 1);
    QVERIFY(!rack.x.sent.contains(fastStopWord));
    rack.stops.stop(QStringLiteral("x"), QStringLiteral("tester"));
    rack.advance(200ms);
    QCOMPARE(rack.x.sent.last(), fastStopWord);
    QVERIFY(rack.receipt(QStringLiteral("x")).isConfirmed());
}

void TestStopEscalation::aStopIsConfirmedEvenIfThePositionCannotBeRead_data()
{
    QTest::addColumn<bool>("throws");
    QTest::addColumn<int>("delayMs");
    QTest::newRow("a driver that throws something foreign") << true << 0;
    QTest::newRow("a position that takes for ever") << false << 3'600'000;
}

void TestStopEscalation::aStopIsConfirmedEvenIfThePositionCannotBeRead()
{
    QFETCH(bool, throws);
    QFETCH(int, delayMs);
    Rack rack;
    rack.x.hasFast = true;
    rack.move(QStringLiteral("x"), 90);
    rack.advance(500ms);
    rack.x.readsThrow = throws;
    rack.x.readDelay = std::chrono::milliseconds(delayMs);
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(10s);
    const auto receipt = rack.receipt(QStringLiteral("x"));
    QVERIFY2(receipt.isConfirmed(), qPrintable(receipt.problem));
    QVERIFY(*receipt.confirmed - receipt.requested < 200ms);
    QVERIFY(!rack.x.sent.contains(fastStopWord));
    QVERIFY2(receipt.steps.last().contains(QStringLiteral("not read anew")), qPrintable(receipt.steps.last()));
}

void TestStopEscalation::anAcknowledgementBeforeTheDeviceIsThereCounts()
{
    Rack rack;
    rack.x.setState(DeviceState::Disconnected, QStringLiteral("no link yet"));
    rack.x.cannotTell = true;
    rack.stops.restore(false, {QStringLiteral("x")});
    rack.advance(1s);
    QSignalSpy taking(&rack.stops, &StopController::markTaken);
    rack.stops.acknowledge(QStringLiteral("x"), QStringLiteral("anna"));
    QCOMPARE(taking.size(), 0); // it may yet be able to tell
    rack.x.open();
    rack.advance(1s);
    QCOMPARE(taking.size(), 1);
    QCOMPARE(rack.stops.status().unconfirmed, 0);
}

void TestStopEscalation::whatCanNeverBeConfirmedIsForgottenByAnAcknowledgement_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a device that has left the bench") << QStringLiteral("gone") << true;
    QTest::newRow("a device that is broken, and may come back") << QStringLiteral("broken") << false;
    QTest::newRow("a device that cannot tell whether it stands still") << QStringLiteral("x") << true;
    QTest::newRow("a device that can tell, but does not yet") << QStringLiteral("y") << false;
}

void TestStopEscalation::whatCanNeverBeConfirmedIsForgottenByAnAcknowledgement()
{
    QFETCH(QString, device);
    QFETCH(bool, taken);
    Rack rack;
    rack.x.cannotTell = true;
    rack.y.hangs = true;
    rack.bench.addBroken({QStringLiteral("broken"), {}, {}, QStringLiteral("a bad file")});
    rack.stops.restore(true, {device});
    rack.advance(1s);
    QCOMPARE(rack.stops.status().unconfirmed, 1);
    QVERIFY(rack.receipt(device).isOpen());
    QVERIFY_THROWS_EXCEPTION(Error, rack.stops.reset(QStringLiteral("anna")));
    QSignalSpy taking(&rack.stops, &StopController::markTaken);
    rack.stops.acknowledge(device, QStringLiteral("anna"));
    QCOMPARE(taking.size(), taken ? 1 : 0);
    if (taken)
        QCOMPARE(taking.front(), (QVariantList{device, QStringLiteral("anna")}));
    QCOMPARE(rack.stops.status().unconfirmed, taken ? 0 : 1);
    rack.stops.reset(QStringLiteral("anna"));
    QVERIFY_THROWS_EXCEPTION(Error, rack.stops.acknowledge(QStringLiteral("nobody"), QStringLiteral("anna")));
}

void TestStopEscalation::resetIsRefusedUntilAcknowledged()
{
    Rack rack;
    rack.x.hangs = true;
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(10s);
    QVERIFY_THROWS_EXCEPTION(Error, rack.stops.reset(QStringLiteral("tester")));
    QVERIFY(rack.stops.isLatched());
    rack.stops.acknowledge(QStringLiteral("x"), QStringLiteral("tester"));
    rack.stops.reset(QStringLiteral("tester"));
    QVERIFY(!rack.stops.isLatched());
    QCOMPARE(rack.stops.status().phase, StopPhase::NotConfirmed); // the mark stays
}

void TestStopEscalation::aResetThatMeansAnEarlierStopAllIsRefused()
{
    Rack rack;
    const auto own = rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(1s);
    const auto later = rack.stops.stopAll(QStringLiteral("anna"));
    rack.advance(1s);
    QVERIFY_THROWS_EXCEPTION(Error, rack.stops.reset(QStringLiteral("tester"), own));
    QVERIFY(rack.stops.isLatched());
    rack.stops.reset(QStringLiteral("tester"), later);
    QVERIFY(!rack.stops.isLatched());
}

void TestStopEscalation::aLateConfirmationTakesTheMarkAway()
{
    Rack rack;
    rack.x.hangs = true;
    rack.stops.stopAll(QStringLiteral("tester"));
    rack.advance(10s);
    QCOMPARE(rack.stops.status().unconfirmed, 1);
    rack.x.hangs = false;
    rack.advance(3s);
    QCOMPARE(rack.stops.status().unconfirmed, 0);
    QCOMPARE(rack.stops.status().phase, StopPhase::Stopped);
}

void TestStopEscalation::aRestartRemembersTheLatchAndTheMarks()
{
    Rack rack;
    rack.x.hangs = true;
    rack.stops.restore(true, {QStringLiteral("x")});
    rack.advance(1s);
    QVERIFY(rack.stops.isLatched());
    QCOMPARE(rack.stops.status().unconfirmed, 1);
    QVERIFY(rack.x.sent.isEmpty()); // nothing is sent
    rack.x.hangs = false;
    rack.advance(3s);
    QCOMPARE(rack.stops.status().unconfirmed, 0);
    QVERIFY(rack.x.sent.isEmpty());
}

PODIUM_TEST_MAIN(TestStopEscalation)
#include "tst_stopescalation.moc"
