// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/instrumentsamples.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::Axis;
using tests::ended;
using tests::InstrumentFixture;
using tests::mm;
using tests::Rotator;

class InstrumentMotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moveEndsWhenItIsThereTwiceAndNotBusy()
    {
        Axis f;
        auto &device = f.up();
        const auto move = f.set("a.position", mm(10));
        f.replies["STAT? x"] = "1";
        f.replies["POS? x"] = "10.000";
        f.advance(300ms);
        QVERIFY(!move.isFinished());
        QCOMPARE(device.state(), DeviceState::Moving);
        f.replies["STAT? x"] = "0";
        f.advance(60ms);
        f.advance(60ms);
        QCOMPARE(ended(move), QStringLiteral("succeeded"));
        QCOMPARE(device.state(), DeviceState::Standby);
    }

    void moveThatComesToRestElsewhereFails()
    {
        Axis f;
        f.up();
        const auto move = f.set("a.position", mm(10));
        f.replies["POS? x"] = "7.000";
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("came to rest at 7 mm, not at 10 mm")), qPrintable(ended(move)));
        QCOMPARE(f.count("STOP x"), 1);
    }

    void nonsenseAboutBusyIsNeverAStandstill()
    {
        Axis f;
        auto &device = f.up();
        const auto move = f.set("a.position", mm(10));
        f.replies["STAT? x"] = "1";
        f.advance(200ms);
        QCOMPARE(device.state(), DeviceState::Moving);
        f.replies["STAT? x"] = "E7";
        f.replies["POS? x"] = "10.000";
        f.advance(200ms);
        QCOMPARE(device.state(), DeviceState::Fault);
        QVERIFY2(device.stateReason().contains(QLatin1String("\"E7\"")), qPrintable(device.stateReason()));
        QVERIFY(!move.isFinished());
        QCOMPARE(f.channel->messages().count("STOP x"), 1);
        f.replies["STAT? x"] = "1";
        f.advance(200ms);
        QCOMPARE(device.state(), DeviceState::Moving);
        f.replies["STAT? x"] = "0";
        f.advance(200ms);
        QVERIFY2(ended(move).contains(QLatin1String("is no number")), qPrintable(ended(move)));
        QCOMPARE(device.state(), DeviceState::Standby);
    }

    void motionThatStallsEndsAsTimeout()
    {
        Axis f;
        f.up();
        const auto move = f.set("a.position", mm(10));
        f.replies["STAT? x"] = "1";
        f.advance(10500ms);
        f.replies["STAT? x"] = "0";
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("says that it is busy")), qPrintable(ended(move)));
        QCOMPARE(move.info().errorKind, std::optional(ErrorKind::Timeout));
    }

    void withoutABusyQuestionAStandstillIsTwoEqualReadings()
    {
        Rotator f;
        auto &device = f.up();
        int reading = 0;
        f.onMessage = [&](const QByteArray &message) {
            if (message == "p")
                f.replies["p"] = QByteArray::number(++reading) + ".00\n20.00";
        };
        const auto moving = f.run(device.isStill());
        f.advance(100ms);
        QCOMPARE(moving.result(), std::optional(false));
        f.onMessage = {};
        const auto still = f.run(device.isStill());
        f.advance(20ms);
        QVERIFY(!still.isFinished());
        f.advance(100ms);
        QCOMPARE(still.result(), std::optional(true));
    }

    void stopLeavesAtOnceWhileAReplyIsAwaited()
    {
        Axis f;
        auto &device = f.up();
        f.replies.remove("POS? x");
        const auto read = f.run(device.read(f.parameter("a.position")));
        f.advance(100ms);
        device.clearStopByte();
        const auto stop = f.run(device.stop());
        QCOMPARE(f.channel->messages().last(), QByteArray("STOP x"));
        QCOMPARE(device.stopByteSent(), std::optional(f.core.engine.now()));
        f.advance(1ms);
        QCOMPARE(ended(stop), QStringLiteral("succeeded"));
        QVERIFY(!read.isFinished());
        f.advance(2s);
        QVERIFY2(ended(read).contains(QLatin1String("did not answer")), qPrintable(ended(read)));
    }

    void stopDuringALossIsTheFirstThingSentOnReturn()
    {
        Axis f;
        auto &device = f.up();
        f.channel->peer = tests::ScriptedChannel::Peer::Refuses;
        f.channel->hangUp(QStringLiteral("gone"));
        f.advance(10ms);
        QCOMPARE(device.state(), DeviceState::Disconnected);
        device.clearStopByte();
        const auto stop = f.run(device.stop());
        f.advance(50ms);
        QVERIFY(!device.stopByteSent());
        f.channel->peer = tests::ScriptedChannel::Peer::Accepts;
        device.reconnect();
        f.advance(50ms);
        QCOMPARE(f.channel->messages(f.channel->connections).first(), QByteArray("STOP x"));
        QVERIFY(device.stopByteSent());
        QCOMPARE(ended(stop), QStringLiteral("succeeded"));
        QCOMPARE(device.state(), DeviceState::Standby);
    }

    void cancelStopsTheMotionBeforeTheTaskIsToldCancelled()
    {
        Axis f;
        f.up();
        const auto move = f.set("a.position", mm(10));
        f.replies["STAT? x"] = "1";
        f.replies["POS? x"] = "3.000";
        f.advance(300ms);
        move.cancel();
        QCOMPARE(f.channel->messages().last(), QByteArray("STOP x"));
        QVERIFY(!move.isFinished());
        f.replies["STAT? x"] = "0";
        f.advance(500ms);
        QCOMPARE(ended(move), QStringLiteral("cancelled"));
        QCOMPARE(move.info().stopConfirmed, std::optional(true));
        QCOMPARE(f.count("STOP x"), 1);
        QCOMPARE(f.parameter("a.position").setpoint(), Value(mm(3)));
    }

    void latchHoldsBackWritesAndLetsTheHarmlessPass()
    {
        Axis f;
        f.up();
        f.core.stops->stopAll(QStringLiteral("test"));
        f.advance(500ms);
        const auto move = f.set("a.position", mm(10));
        const auto harmless = f.set("a.velocity", Quantity::parse(QStringLiteral("3 mm s-1")));
        f.advance(100ms);
        QVERIFY2(ended(move).contains(QLatin1String("STOP ALL is latched")), qPrintable(ended(move)));
        QCOMPARE(ended(harmless), QStringLiteral("succeeded"));
        QCOMPARE(f.count("MOV x 10"), 0);
    }

    void commandThatMovesEndsWhenNothingMovesAnyMore()
    {
        Axis f;
        f.up();
        const auto home = f.run(operations::call(f.core.bench, {QStringLiteral("a"), QStringLiteral("home")}, {}));
        f.replies["STAT? x"] = "1";
        f.advance(300ms);
        QVERIFY(!home.isFinished());
        f.replies["STAT? x"] = "0";
        f.advance(300ms);
        QCOMPARE(ended(home), QStringLiteral("succeeded"));
        QCOMPARE(f.parameter("a.position").setpoint(), Value(mm(0)));
        QCOMPARE(f.parameter("a.position").origin().task, home.id()); // not the device by itself
        QCOMPARE(f.count("STOP x"), 0);
    }

    void outputCountsAsOnAndItsStopIsConfirmedByReadback()
    {
        InstrumentFixture f(tests::supplyFile);
        f.replies = {{"*IDN?", "ACME"}, {"OUTP?", "1"}, {"VOLT?", "5"}};
        auto &device = f.add();
        f.comeUp();
        QCOMPARE(device.state(), DeviceState::On);
        f.parameter("a.output").setSetpoint(true);
        f.core.stops->stopAll(QStringLiteral("test"));
        f.advance(200ms);
        QCOMPARE(f.channel->messages().count("OUTP 0"), 1);
        QVERIFY(!f.core.stops->receipts().front().isConfirmed());
        f.replies["OUTP?"] = "0";
        f.advance(200ms);
        QVERIFY(f.core.stops->receipts().front().isConfirmed());
        QCOMPARE(f.parameter("a.output").setpoint(), Value(false));
        QCOMPARE(device.state(), DeviceState::Standby);
    }
};

PODIUM_TEST_MAIN(InstrumentMotionTest)
#include "tst_instrumentmotion.moc"
