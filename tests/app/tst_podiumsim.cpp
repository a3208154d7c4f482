// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using podium::tests::SimClient;
using podium::tests::SimLine;
using podium::tests::SimProcess;

namespace
{

const QString instrument = QStringLiteral("--instrument");
const QStringList motion{instrument, QStringLiteral("motion")};

std::chrono::nanoseconds now() { return std::chrono::steady_clock::now().time_since_epoch(); }

/// The logged line of the first client with this direction and text.
SimLine logged(const SimProcess &sim, char direction, const QByteArray &text)
{
    for (const SimLine &line : sim.log()) {
        if (line.connection == 1 && line.direction == direction && line.text == text)
            return line;
    }
    return {};
}

} // namespace

/// What podium-sim does without faults: dialects, motion, slow queries, log.
class TestPodiumSim : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void axisMovesAndStopsMidway()
    {
        SimProcess sim(motion);
        QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
        SimClient client(sim.port("motion"));
        client.send("MOV x 20");
        QTRY_VERIFY(client.ask("POS? x").toDouble() > 1.0);
        QCOMPARE(client.ask("STAT? x").toInt() & 1, 1);
        client.send("STOP x");
        QCOMPARE(client.ask("*OPC?"), "1");
        const double rest = client.ask("POS? x").toDouble();
        QVERIFY(rest > 1.0 && rest < 15.0);
        QCOMPARE(client.ask("AVEL? x"), "0.000000");
        QCOMPARE(client.ask("STAT? x").toInt() & 1, 0);
        QCOMPARE(client.ask("POS? x").toDouble(), rest);
        QCOMPARE(client.ask("TARG? x").toDouble(), rest);
    }

    void abortStandsStillAtOnce()
    {
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        client.send("JOG r 30;JOG y -5");
        QTRY_VERIFY(client.ask("POS? r").toDouble() > 5.0);
        client.send("ABORT");
        QCOMPARE(client.ask("AVEL? r;AVEL? y"), "0.000000;0.000000");
    }

    void stopActsWhileASlowReplyIsComputed()
    {
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        SimClient observer(sim.port("motion"));
        client.send("MOV x 25");
        QTRY_VERIFY(observer.ask("AVEL? x").toDouble() > 4.0);
        client.send("WAIT? 1.5");
        client.send("POS? x");
        client.send("MOV x 0;MOV y 3");
        QTRY_VERIFY(logged(sim, '<', "MOV x 0;MOV y 3").time > 0ns);
        const std::chrono::nanoseconds before = now();
        client.send("STOP x");
        QTRY_COMPARE(observer.ask("STAT? x").toInt() & 1, 0);
        const QByteArray rest = observer.ask("POS? x");
        QVERIFY(client.socket().bytesAvailable() == 0);
        QCOMPARE(client.line(), "1");
        QCOMPARE(client.line(), rest);
        QTRY_COMPARE(observer.ask("TARG? y"), "3.000000"); // the waiting motion of the other axis lives
        QCOMPARE(observer.ask("POS? x"), rest);            // the waiting motion of the stopped one does not
        const SimLine stop = logged(sim, '<', "STOP x");
        QVERIFY(stop.time >= before && stop.time < before + 1s);
        QVERIFY(stop.time < logged(sim, '>', "1").time);
        QVERIFY(logged(sim, '>', "1").time - logged(sim, '<', "WAIT? 1.5").time >= 1500ms);
    }

    void stopInOneMessageWithAMoveKeepsItsPlace_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("moves");
        QTest::newRow("a stop behind a move ends it") << QByteArray("MOV x 5;STOP x") << false;
        QTest::newRow("a stop ahead of a move does not") << QByteArray("STOP x;MOV x 5") << true;
        QTest::newRow("a stop behind a waiting move ends it") << QByteArray("WAIT? 0.1;MOV x 5;STOP x") << false;
        QTest::newRow("a stop ahead of a waiting move does not") << QByteArray("WAIT? 0.1;STOP x;MOV x 5") << true;
    }

    void stopInOneMessageWithAMoveKeepsItsPlace()
    {
        QFETCH(QByteArray, message);
        QFETCH(bool, moves);
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        client.send(message);
        client.send("*OPC?;POS? x");
        QByteArray reply = client.line();
        if (reply == "1")
            reply = client.line();
        QVERIFY(reply.startsWith("1;"));
        QCOMPARE(std::abs(reply.split(';').constLast().toDouble() - 5.0) < 0.1, moves);
    }

    void motionDialect_data()
    {
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<QByteArray>("reply");
        const auto row = [](const char *name, const char *messages, const char *question, const char *reply) {
            QTest::newRow(name) << QByteArray(messages) << QByteArray(question) << QByteArray(reply);
        };
        row("it tells its identity", "", "*IDN?", "PODIUM,MC3,1,1.0");
        row("letters are large or small", "", "lim? X", "-5.000000,25.000000");
        row("long headers are understood", "", "POSITION? y", "0.000000");
        row("the rotation has other limits", "", "LIM? r", "-180.000000,180.000000");
        row("a speed is kept", "VEL x 2.5", "VEL? x", "2.500000");
        row("an acceleration is kept", "ACC r 60", "ACC? r", "60.000000");
        row("carriage returns are ignored", "VEL x 1.5\r", "VEL? x\r", "1.500000");
        row("an axis at rest on its reference has one bit", "HOME z", "STAT? z", "2");
        row("a reset forgets the reference", "HOME z\n*RST", "STAT? z", "0");
        row("no error is told as none", "", "SYST:ERR?", "0,\"No error\"");
        row("an unknown header is an error", "FLY x 3", "SYST:ERR?", "-113,\"Undefined header;FLY\"");
        row("an unknown axis is an error", "MOV q 3", "SYST:ERR?", "-224,\"Illegal parameter value;q\"");
        row("a missing value is an error", "MOV x", "SYST:ERR?", "-109,\"Missing parameter;\"");
        row("a word is no number", "MOV x far", "SYST:ERR?", "-104,\"Data type error;far\"");
        row("not a number is no number", "MOV x nan", "SYST:ERR?", "-104,\"Data type error;nan\"");
        row("a target beyond the limit is an error", "MOV x 25.5", "SYST:ERR?", "-222,\"Data out of range;x 25.5\"");
        row("a speed above the maximum is an error", "VEL x 6", "SYST:ERR?", "-222,\"Data out of range;x 6\"");
        row("a wait beyond an hour is an error", "WAIT? 3601", "SYST:ERR?", "-222,\"Data out of range;3601\"");
        row("errors queue up", "MOV q 1\nMOV x", "SYST:ERR?;:SYST:ERR?",
            "-224,\"Illegal parameter value;q\";-109,\"Missing parameter;\"");
        row("a failed query has no reply in its message", "", "POS? q;*IDN?", "PODIUM,MC3,1,1.0");
        row("command errors are an event", "*CLS\nFLY", "*ESR?", "32");
        row("enabled events are in the status byte", "*CLS\n*ESE 32\nFLY", "*STB?", "32");
    }

    void motionDialect()
    {
        QFETCH(QByteArray, messages);
        QFETCH(QByteArray, question);
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        if (!messages.isEmpty())
            client.send(messages);
        QTEST(client.ask(question), "reply");
    }

    void errorQueueEndsWithOverflow()
    {
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        for (int i = 0; i < 30; ++i)
            client.send("MOV q 1");
        QByteArray last;
        int count = 0;
        for (QByteArray next = client.ask("SYST:ERR?"); next != "0,\"No error\""; next = client.ask("SYST:ERR?")) {
            QVERIFY(!next.isNull());
            last = next;
            ++count;
        }
        QCOMPARE(count, 20);
        QCOMPARE(last, "-350,\"Queue overflow\"");
    }

    void meterMeasuresTheSupplyOfItsRack()
    {
        SimProcess sim({instrument, QStringLiteral("meter"), instrument, QStringLiteral("supply")});
        SimClient supply(sim.port("supply"));
        SimClient meter(sim.port("meter"));
        supply.send("VOLT 7.5;CURR 2;:OUTP ON");
        QCOMPARE(supply.ask("VOLT?;CURR?;:OUTP?"), "+7.50000E+00;+2.00000E+00;1");
        QTRY_VERIFY(std::abs(meter.ask("MEAS:VOLT:DC?").toDouble() - 7.5) < 1.0e-3);
        QCOMPARE(supply.ask("MEAS:VOLT?;CURR?"), "+7.50000E+00;+7.50000E-01");
        supply.send("CURR 0.5");
        QTRY_VERIFY(std::abs(meter.ask("READ?").toDouble() - 5.0) < 1.0e-3);
        QCOMPARE(supply.ask("STAT:OPER:COND?"), "1024");
        supply.send("VOLT 20.5");
        QCOMPARE(supply.ask("SYST:ERR?"), "-222,\"Data out of range;20.5\"");
        QCOMPARE(meter.ask("SYST:ERR?"), "+0,\"No error\"");
    }

    void conditionChangesReachTheStatusByte()
    {
        SimProcess sim({instrument, QStringLiteral("supply")});
        SimClient client(sim.port("supply"));
        client.send("STAT:OPER:PTR 1280;NTR 0;ENAB 1280");
        QCOMPARE(client.ask("*STB?"), "0");
        client.send("OUTP ON");
        QCOMPARE(client.ask("*STB?"), "128");
        QCOMPARE(client.ask("STAT:OPER?"), "256");
        QCOMPARE(client.ask("*STB?"), "0");
        client.send("OUTP OFF;OUTP ON;OUTP OFF"); // an event stays, though the condition has gone
        QCOMPARE(client.ask("STAT:OPER:COND?"), "0");
        QCOMPARE(client.ask("STAT:OPER?"), "256");
    }

    void meterAloneMeasuresOneVolt()
    {
        SimProcess sim({instrument, QStringLiteral("meter"), QStringLiteral("--seed"), QStringLiteral("5")});
        SimProcess same({instrument, QStringLiteral("meter"), QStringLiteral("--seed"), QStringLiteral("5")});
        SimClient client(sim.port("meter"));
        const QByteArray reading = client.ask("READ?");
        QVERIFY(std::abs(reading.toDouble() - 1.0) < 1.0e-3);
        QCOMPARE(SimClient(same.port("meter")).ask("READ?"), reading);
        QVERIFY(client.ask("READ?") != reading);
    }

    void twoOfAKindHaveNamesOfTheirOwn()
    {
        SimProcess sim(motion + motion);
        SimClient first(sim.port("motion"));
        SimClient second(sim.port("motion-2"));
        QCOMPARE(first.ask("*IDN?"), "PODIUM,MC3,1,1.0");
        QCOMPARE(second.ask("*IDN?"), "PODIUM,MC3,2,1.0");
        QCOMPARE(sim.messages("motion-2"), QList<QByteArray>({"< *IDN?", "> PODIUM,MC3,2,1.0"}));
    }

    void logEscapesAndNotesConnections()
    {
        SimProcess sim(motion);
        {
            SimClient client(sim.port("motion"));
            QCOMPARE(client.ask("\\\x01\xff\t;*OPC?"), "1");
            client.socket().write("POS");
            client.socket().flush();
        }
        QTRY_COMPARE(logged(sim, '#', "disconnected with an unfinished message: POS").connection, 1);
        QCOMPARE(sim.log().constFirst().direction, '#');
        QVERIFY(sim.log().constFirst().text.startsWith("connected from port "));
        QCOMPARE(sim.messages("motion").constFirst(), "< \\\\\\x01\\xff\\x09;*OPC?");
    }

    void aMessageWithoutEndClosesTheConnection()
    {
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        client.socket().write(QByteArray(70000, 'x'));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(logged(sim, '#', "message longer than 65536 bytes").connection, 1);
    }
};

PODIUM_TEST_MAIN(TestPodiumSim)
#include "tst_podiumsim.moc"
