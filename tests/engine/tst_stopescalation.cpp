// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/stoprack.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

using Rack = StopRack;

class TestStopEscalation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceThatDoesNotStopIsNotConfirmed();
    void aHungDeviceDelaysNoOther();
    void aStopThatIsNotAcceptedIsSentAgain();
    void resetIsRefusedUntilAcknowledged();
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
