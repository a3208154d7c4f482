// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/instrumentsamples.h"
#include "tests/support/engineprobe.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::Axis;
using tests::axis;
using tests::deg;
using tests::ended;
using tests::mm;
using tests::Rotator;

class InstrumentDeviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deviceIsThereOnceItIsIdentifiedAndSetUp()
    {
        Axis f;
        auto &device = f.add();
        f.core.ready();
        QCOMPARE(device.state(), DeviceState::Disconnected);
        f.advance(50ms);
        QCOMPARE(device.state(), DeviceState::Standby);
        QCOMPARE(f.channel->messages().mid(0, 4), (QByteArrayList{"*IDN?", "ERR?", "REMOTE x", "ERR?"}));
        QCOMPARE(f.parameter("a.position").reading().quality, Quality::Valid);
    }

    void wrongIdentityStaysDisconnectedAndSaysWhenItTriesAgain()
    {
        Axis f;
        f.replies["*IDN?"] = "OTHER,1";
        auto &device = f.add();
        f.comeUp();
        f.advance(955ms);
        QCOMPARE(device.state(), DeviceState::Disconnected);
        QVERIFY2(device.stateReason().contains(QLatin1String("OTHER,1")) &&
                     device.stateReason().contains(QLatin1String("next attempt in")),
                 qPrintable(device.stateReason()));
        QCOMPARE(f.count("REMOTE x"), 0);
    }

    void oneReplyFillsAllItsParameters()
    {
        Rotator f;
        f.up();
        const auto before = f.count("p");
        f.advance(1s);
        QCOMPARE(f.count("p"), before + 1);
        QCOMPARE(f.parameter("a.azimuth").reading().value, Value(deg(10)));
        QCOMPARE(f.parameter("a.elevation").reading().value, Value(deg(20)));
    }

    void errorMayStandInThePlaceOfAnyReply()
    {
        Rotator f;
        auto &device = f.up();
        f.replies["p"] = "RPRT -5";
        f.advance(1s);
        const auto &reading = f.parameter("a.azimuth").reading();
        QCOMPARE(reading.quality, Quality::Invalid);
        QVERIFY2(reading.reason.contains(QLatin1String("error 5")), qPrintable(reading.reason));
        QCOMPARE(device.state(), DeviceState::Standby);
        QCOMPARE(f.link().counters().timeouts, 0U);
    }

    void unmovedSetpointStaysOrIsTheReadback()
    {
        Rotator f;
        f.up();
        const auto first = f.set("a.azimuth", deg(30));
        f.advance(10ms);
        QVERIFY(f.channel->messages().contains("P 30 20"));
        f.replies["p"] = "30.00\n20.00";
        f.advance(500ms);
        QCOMPARE(ended(first), QStringLiteral("succeeded"));
        const auto second = f.set("a.elevation", deg(45));
        f.replies["p"] = "29.97\n45.00";
        f.advance(500ms);
        QVERIFY(f.channel->messages().contains("P 30 45"));
        QCOMPARE(ended(second), QStringLiteral("succeeded"));
    }

    void twoWritesAtOnceKnowOfEachOther()
    {
        Rotator f;
        f.up();
        const auto first = f.set("a.azimuth", deg(30));
        const auto second = f.set("a.elevation", deg(45));
        f.advance(10ms);
        QVERIFY(f.channel->messages().contains("P 30 20"));
        QVERIFY(f.channel->messages().contains("P 30 45"));
        f.replies["p"] = "30.00\n45.00";
        f.advance(500ms);
        QCOMPARE(ended(first), QStringLiteral("succeeded"));
        QCOMPARE(ended(second), QStringLiteral("succeeded"));
    }

    void refusalInPlaceOfTheAcknowledgementFailsTheWrite()
    {
        Rotator f;
        f.up();
        f.acknowledgement = "RPRT -1";
        const auto move = f.set("a.azimuth", deg(30));
        f.advance(500ms);
        QVERIFY2(ended(move).contains(QLatin1String("does not accept \"P 30 20\": error 1 \"invalid parameter\"")),
                 qPrintable(ended(move)));
        QCOMPARE(move.info().errorKind, std::optional(ErrorKind::Device));
    }

    void badNumberIsInvalidWithAReasonAndNeverZero_data()
    {
        QTest::addColumn<QByteArray>("reply");
        for (const auto *token : {"NaN", "inf", "1e400", "9.91E37", "OVER", "", "0x10", "1,5"})
            QTest::newRow(token[0] ? token : "an empty reply") << QByteArray(token);
    }

    void badNumberIsInvalidWithAReasonAndNeverZero()
    {
        QFETCH(QByteArray, reply);
        Axis f;
        f.replies["POS? x"] = "5.000";
        f.up();
        f.replies["POS? x"] = reply;
        f.advance(150ms);
        const auto &reading = f.parameter("a.position").reading();
        QCOMPARE(reading.quality, Quality::Invalid);
        QVERIFY2(reading.reason.contains(QLatin1String("POS? x")), qPrintable(reading.reason));
        QCOMPARE(reading.value, Value(mm(5)));
        const auto read = f.run(operations::read(f.core.bench, {QStringLiteral("a"), QStringLiteral("position")}));
        f.advance(10ms);
        QVERIFY2(ended(read).contains(QLatin1String("no valid value in the answer to \"POS? x\"")),
                 qPrintable(ended(read)));
        QCOMPARE(read.info().errorKind, std::optional(ErrorKind::Device));
    }

    void errorQueueFailsTheWriteAndIsEmptied()
    {
        Axis f;
        f.up();
        QByteArrayList queue{"-222,\"Data out of range\"", "-100,\"Command error\""};
        f.onMessage = [&](const QByteArray &message) {
            if (message == "ERR?")
                f.replies["ERR?"] = queue.isEmpty() ? QByteArray("0,\"none\"") : queue.takeFirst();
        };
        const auto write = f.set("a.velocity", Quantity::parse(QStringLiteral("3 mm s-1")));
        f.advance(50ms);
        QVERIFY2(ended(write).contains(
                     QLatin1String("\"VEL x 3\": error -222 \"Data out of range\", -100 \"Command error\"")),
                 qPrintable(ended(write)));
        QCOMPARE(f.replies["ERR?"], QByteArray("0,\"none\""));
        QVERIFY(f.parameter("a.velocity").setpoint().index() == 0);
    }

    void errorOfAReadIsNotBlamedOnTheNextWrite()
    {
        Axis f;
        f.up();
        const tests::LogCatcher log;
        f.replies["POS? x"] = "nonsense";
        QByteArrayList queue{"-230,\"Data corrupt\""};
        f.onMessage = [&](const QByteArray &message) {
            if (message == "ERR?")
                f.replies["ERR?"] = queue.isEmpty() ? QByteArray("0,\"none\"") : queue.takeFirst();
        };
        f.advance(1s);
        QCOMPARE(f.parameter("a.position").reading().quality, Quality::Invalid);
        QCOMPARE(queue.size(), 1);
        const auto write = f.set("a.velocity", Quantity::parse(QStringLiteral("3 mm s-1")));
        f.advance(50ms);
        QCOMPARE(ended(write), QStringLiteral("succeeded"));
        QCOMPARE(log.count(QStringLiteral("Data corrupt")), 1);
    }

    void warningIsLoggedAndTheWriteSucceeds()
    {
        Axis f;
        f.up();
        const tests::LogCatcher log;
        QByteArrayList queue{"-410,\"Query interrupted\""};
        f.onMessage = [&](const QByteArray &message) {
            if (message == "ERR?")
                f.replies["ERR?"] = queue.isEmpty() ? QByteArray("0,\"none\"") : queue.takeFirst();
        };
        const auto write = f.set("a.velocity", Quantity::parse(QStringLiteral("3 mm s-1")));
        f.advance(50ms);
        QCOMPARE(ended(write), QStringLiteral("succeeded"));
        QCOMPARE(log.count(QStringLiteral("Query interrupted")), 1);
    }

    void instrumentThatReportsErrorsForEverIsGivenUp()
    {
        Axis f;
        f.up();
        f.replies["ERR?"] = "-1,\"again\"";
        const auto write = f.set("a.velocity", Quantity::parse(QStringLiteral("3 mm s-1")));
        f.advance(1s);
        QVERIFY2(ended(write).contains(QLatin1String("still reports errors after 32")), qPrintable(ended(write)));
    }

    void writesOfTwoDevicesOnOneLinkKeepTheirErrors()
    {
        Axis f;
        f.add(axis("x"));
        f.add(axis("y"));
        f.comeUp();
        QByteArray last;
        f.onMessage = [&](const QByteArray &message) {
            if (message == "ERR?")
                f.replies["ERR?"] = last.startsWith("VEL y") ? "-222,\"y is bad\"" : "0,\"none\"";
            if (!message.endsWith('?') && !message.contains("? "))
                last = message;
            else if (message == "ERR?")
                last.clear();
        };
        const auto x = f.set("a.velocity", Quantity::parse(QStringLiteral("1 mm s-1")));
        const auto y = f.set("b.velocity", Quantity::parse(QStringLiteral("2 mm s-1")));
        f.advance(50ms);
        QCOMPARE(ended(x), QStringLiteral("succeeded"));
        QVERIFY2(ended(y).contains(QLatin1String("y is bad")), qPrintable(ended(y)));
    }

    void initialisationThatIsRefusedIsAFault()
    {
        Axis f;
        QByteArrayList queue{"0,\"none\"", "-113,\"Undefined header\""};
        f.onMessage = [&](const QByteArray &message) {
            if (message == "ERR?")
                f.replies["ERR?"] = queue.isEmpty() ? QByteArray("0,\"none\"") : queue.takeFirst();
        };
        auto &device = f.up();
        QCOMPARE(device.state(), DeviceState::Fault);
        QVERIFY2(device.stateReason().contains(QLatin1String("Undefined header")), qPrintable(device.stateReason()));
    }

    void closeLeavesTheInstrumentSafeAndTheLinkToTheOthers()
    {
        Axis f;
        auto &x = f.add(axis("x"));
        auto &y = f.add(axis("y"));
        f.comeUp();
        x.close();
        QCOMPARE(f.channel->messages().last(), QByteArray("LOCAL x"));
        QCOMPARE(x.state(), DeviceState::Disconnected);
        QCOMPARE(f.link().state(), LinkState::Up);
        QCOMPARE(y.state(), DeviceState::Standby);
        y.close();
        QCOMPARE(f.channel->messages().last(), QByteArray("LOCAL y"));
        QCOMPARE(f.link().state(), LinkState::Down);
    }

    void readingsAreLostWithTheLinkAndComeBack()
    {
        Axis f;
        auto &device = f.up();
        f.channel->hangUp(QStringLiteral("cable pulled"));
        f.advance(5ms);
        QCOMPARE(f.parameter("a.position").reading().quality, Quality::Lost);
        QVERIFY2(device.stateReason().contains(QLatin1String("cable pulled; next attempt in")),
                 qPrintable(device.stateReason()));
        f.advance(1s);
        QCOMPARE(device.state(), DeviceState::Standby);
        QCOMPARE(f.parameter("a.position").reading().quality, Quality::Valid);
    }
};

PODIUM_TEST_MAIN(InstrumentDeviceTest)
#include "tst_instrumentdevice.moc"
