// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/indidome.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

class TestIndiMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWriteHasAllMembersAndEndsWithItsAnswer();
    void aWriteWaitsUntilTheVectorIsNoLongerBusy();
    void anOldMessageDoesNotAnswerAWrite();
    void aRefusalTellsWhatTheServerSays();
    void aWriteWithoutAnAnswerIsATimeout();
    void aLossEndsAWriteAtOnce();
    void limitsThatTheServerMovedAreKept();
    void aMotionIsBusyAndArrives();
    void aMotionThatEndsElsewhereFails();
    void aMotionThatEndsInAnAlertFails();
    void cancelStopsTheMotion();
    void anAlertOfItsOwnIsAFaultUntilItIsAccepted();
    void aParkIsACommandThatMoves();
    void underTheLatchNothingIsWritten();
};

void TestIndiMotion::aWriteHasAllMembersAndEndsWithItsAnswer()
{
    DomeWorld world;
    world.comeUp();
    world.onParams = [&](const QByteArray &) { world.server->vectors["DOME_PARAMS"].members[1].second = "5"; };
    const auto task = world.set("dome_params_b", Quantity(5, {}));
    world.advance(20ms);
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QCOMPARE(world.lines("<new"), QByteArrayList{"<newNumberVector device=\"Sim\" name=\"DOME_PARAMS\"><oneNumber name=\"A\">1</oneNumber>"
                                                 "<oneNumber name=\"B\">5</oneNumber></newNumberVector>"});
    QCOMPARE(world.shown("dome_params_b"), QStringLiteral("5"));
}

void TestIndiMotion::aWriteWaitsUntilTheVectorIsNoLongerBusy()
{
    DomeWorld world;
    world.comeUp();
    world.onParams = [&](const QByteArray &) { world.server->change("DOME_PARAMS", "Busy", "1"); };
    const auto task = world.set("dome_params_a", Quantity(3, {}));
    world.advance(500ms);
    QVERIFY(!task.isFinished());
    QCOMPARE(world.device->state(), DeviceState::Standby); // it is no motion
    world.server->change("DOME_PARAMS", "Ok", "3");
    world.advance(20ms);
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
}

void TestIndiMotion::anOldMessageDoesNotAnswerAWrite()
{
    DomeWorld world;
    world.comeUp();
    world.server->isMute = true; // the driver is busy with something else
    const auto task = world.set("dome_params_a", Quantity(3, {}));
    for (int i = 0; i < 5; ++i)
        world.server->change("DOME_PARAMS", "Ok", "1"); // from before the write
    world.advance(200ms);
    QVERIFY(!task.isFinished());
    world.server->say("[ERROR] not now");
    world.server->change("DOME_PARAMS", "Alert", "1");
    world.channel->deliver(world.server->defined("DOME_PARAMS"));
    world.advance(20ms);
    QVERIFY2(ended(task).contains(QLatin1String("[ERROR] not now")), qPrintable(ended(task)));
}

void TestIndiMotion::aRefusalTellsWhatTheServerSays()
{
    DomeWorld world;
    world.comeUp();
    world.server->written = [&](const QByteArray &name, const QByteArray &) {
        if (name != "ABS_DOME_POSITION")
            return;
        world.server->say("[WARNING] Please unpark first");
        world.server->change(name, "Alert", "0");
    };
    const auto task = world.set("azimuth", deg(90));
    world.advance(5s); // the engine stops what may have begun to move all the same
    QVERIFY2(ended(task).startsWith(QLatin1String("d does not accept this for ABS_DOME_POSITION: [WARNING] Please unpark first")),
             qPrintable(ended(task)));
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Device));
    QCOMPARE(world.device->state(), DeviceState::Standby); // a refusal is no fault
}

void TestIndiMotion::aWriteWithoutAnAnswerIsATimeout()
{
    DomeWorld world;
    world.comeUp();
    world.server->vectors.erase("DOME_PARAMS"); // nobody answers for it any more
    const auto task = world.set("dome_params_a", Quantity(3, {}));
    world.advance(9s);
    QVERIFY(!task.isFinished());
    world.advance(2s);
    QVERIFY2(ended(task).contains(QLatin1String("did not answer to DOME_PARAMS within 10 s; it may have been executed")),
             qPrintable(ended(task)));
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Timeout));
}

void TestIndiMotion::aLossEndsAWriteAtOnce()
{
    DomeWorld world;
    world.comeUp();
    world.server->isMute = true;
    const auto task = world.set("dome_params_a", Quantity(3, {}));
    world.advance(10ms);
    world.channel->hangUp(QStringLiteral("cable"));
    world.advance(20ms);
    ended(task);
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Disconnected));
    QVERIFY(world.device->stateReason().contains(QLatin1String("cable; next attempt in")));
}

void TestIndiMotion::limitsThatTheServerMovedAreKept()
{
    DomeWorld world;
    world.comeUp();
    world.channel->deliver("<setNumberVector device='Sim' name='DOME_PARAMS' state='Ok'><oneNumber name='A' min='0' max='4'>1</oneNumber>"
                           "</setNumberVector>");
    world.advance(10ms);
    const auto task = world.set("dome_params_a", Quantity(5, {}));
    world.advance(10ms);
    QVERIFY2(ended(task).contains(QLatin1String("5 is outside of what the server allows now, 0 to 4")), qPrintable(ended(task)));
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Refused));
    const auto beyond = world.set("azimuth", deg(361));
    world.advance(10ms);
    QVERIFY(ended(beyond).contains(QLatin1String("360")));
    QCOMPARE(world.lines("<new").size(), 0);
}

void TestIndiMotion::aMotionIsBusyAndArrives()
{
    DomeWorld world;
    world.comeUp();
    const auto task = world.set("azimuth", deg(90));
    world.advance(100ms);
    QCOMPARE(world.device->state(), DeviceState::Moving);
    QVERIFY(!task.isFinished());
    world.server->change("ABS_DOME_POSITION", "Busy", "50");
    world.advance(100ms);
    QCOMPARE(world.shown("azimuth"), QStringLiteral("50 deg"));
    world.server->change("ABS_DOME_POSITION", "Ok", "90");
    world.advance(200ms);
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.lines(abortLine).size(), 0);
}

void TestIndiMotion::aMotionThatEndsElsewhereFails()
{
    DomeWorld world;
    world.comeUp();
    const auto task = world.set("azimuth", deg(90));
    world.advance(100ms);
    world.server->change("ABS_DOME_POSITION", "Idle", "55");
    world.advance(10s);
    QVERIFY2(ended(task).contains(QLatin1String("came to rest at 55.00 deg, not at 90.00 deg")), qPrintable(ended(task)));
}

void TestIndiMotion::aMotionThatEndsInAnAlertFails()
{
    DomeWorld world;
    world.comeUp();
    const auto task = world.set("azimuth", deg(90));
    world.advance(100ms);
    world.server->say("[ERROR] the motor stalls");
    world.server->change("ABS_DOME_POSITION", "Alert", "55");
    world.advance(1ms);
    QCOMPARE(world.device->state(), DeviceState::Fault);
    world.advance(10s);
    QVERIFY2(ended(task).contains(QLatin1String("[ERROR] the motor stalls")), qPrintable(ended(task)));
    QCOMPARE(world.device->state(), DeviceState::Standby); // the stop has ended the alert at the server
}

void TestIndiMotion::cancelStopsTheMotion()
{
    DomeWorld world;
    world.comeUp();
    const auto task = world.set("azimuth", deg(90));
    world.advance(100ms);
    task.cancel();
    world.advance(3s);
    QCOMPARE(ended(task), QStringLiteral("cancelled"));
    QCOMPARE(task.info().stopConfirmed, std::optional(true));
    QCOMPARE(world.lines(abortLine).size(), 1);
    QCOMPARE(world.shown("azimuth"), QStringLiteral("40 deg"));
    QCOMPARE(world.parameter("azimuth").setpoint(), Value(deg(40)));
}

void TestIndiMotion::anAlertOfItsOwnIsAFaultUntilItIsAccepted()
{
    DomeWorld world;
    world.comeUp();
    world.server->say("[ERROR] rain");
    world.server->change("ABS_DOME_POSITION", "Alert", "0");
    world.advance(10ms);
    QCOMPARE(world.device->state(), DeviceState::Fault);
    QVERIFY2(world.device->stateReason().contains(QLatin1String("[ERROR] rain")), qPrintable(world.device->stateReason()));
    const auto refused = world.set("azimuth", deg(90));
    world.advance(10ms);
    QVERIFY(ended(refused) != QLatin1String("succeeded"));
    QCOMPARE(world.lines("<new").size(), 0);
    const auto accepted = world.call("accept_alert");
    world.advance(10ms);
    QCOMPARE(ended(accepted), QStringLiteral("succeeded"));
    QCOMPARE(world.device->state(), DeviceState::Standby);

    world.server->change("ABS_DOME_POSITION", "Ok", "0");
    world.server->change("ABS_DOME_POSITION", "Alert", "0");
    world.advance(10ms);
    QCOMPARE(world.device->state(), DeviceState::Fault);
    world.server->change("ABS_DOME_POSITION", "Idle", "0"); // it has ended by itself
    world.advance(10ms);
    QCOMPARE(world.device->state(), DeviceState::Standby);
}

void TestIndiMotion::aParkIsACommandThatMoves()
{
    DomeWorld world;
    world.comeUp();
    const auto task = world.call("park");
    world.advance(200ms);
    QCOMPARE(world.device->state(), DeviceState::Moving);
    QVERIFY(!task.isFinished());
    world.server->change("DOME_PARK", "Ok", "On");
    world.advance(200ms);
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QCOMPARE(world.lines("<newSwitchVector device=\"Sim\" name=\"DOME_PARK\"><oneSwitch name=\"PARK\">On").size(), 1);
}

void TestIndiMotion::underTheLatchNothingIsWritten()
{
    DomeWorld world;
    world.comeUp();
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(3s);
    QCOMPARE(world.lines(abortLine).size(), 1);
    QVERIFY(world.core.stops->receipts().front().isConfirmed());
    const auto move = world.set("azimuth", deg(90));
    const auto setting = world.set("dome_params_a", Quantity(3, {}));
    world.advance(100ms);
    QVERIFY2(ended(move).contains(QLatin1String("STOP ALL is latched")), qPrintable(ended(move)));
    QVERIFY2(ended(setting).contains(QLatin1String("STOP ALL is latched")), qPrintable(ended(setting)));
    QCOMPARE(world.lines("<new").size(), 1);
    QCOMPARE(world.connection->counters().heldBack, quint64(1));
}

PODIUM_TEST_MAIN(TestIndiMotion)
#include "tst_indimotion.moc"
