// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace std::chrono_literals;
using podium::tests::SimClient;
using podium::tests::SimLine;
using podium::tests::SimProcess;

namespace
{

const QByteArray identity = "PODIUM,MC3,1,1.0";

QStringList motionWith(const QString &fault)
{
    return {QStringLiteral("--instrument"), QStringLiteral("motion"), QStringLiteral("--fault"), fault};
}

std::chrono::nanoseconds timeOf(const SimProcess &sim, const QByteArray &message)
{
    for (const SimLine &line : sim.log()) {
        if (line.direction + (' ' + line.text) == message)
            return line.time;
    }
    return 0ns;
}

} // namespace

/// Each fault that podium-sim can be told to have.
class TestSimFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replies_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QList<QByteArray>>("replies");
        const auto row = [](const char *name, const QString &fault, const QList<QByteArray> &replies) {
            QTest::newRow(name) << fault << replies;
        };
        // asked: *IDN?, VEL? x, *IDN?, VEL? y, *IDN?
        const QByteArray speed = "5.000000";
        row("a dropped reply is missing", QStringLiteral("drop@2"), {identity, identity, speed, identity});
        row("every second reply is dropped", QStringLiteral("drop@1/2"), {speed, speed});
        row("replies of one text are dropped", QStringLiteral("drop~vel?"), {identity, identity, identity});
        row("the second of one text is dropped", QStringLiteral("drop@2~VEL?"), {identity, speed, identity, identity});
        row("a dropped request has no reply", QStringLiteral("motion/drop-request~VEL? y"),
            {identity, speed, identity, identity});
        row("a reply comes twice", QStringLiteral("duplicate@4"), {identity, speed, identity, speed, speed, identity});
        row("a late reply holds up the later ones", QStringLiteral("delay=100@2"),
            {identity, speed, identity, speed, identity});
        row("bytes one by one are the same reply", QStringLiteral("one-byte"),
            {identity, speed, identity, speed, identity});
    }

    void replies()
    {
        QFETCH(QString, fault);
        QFETCH(QList<QByteArray>, replies);
        SimProcess sim(motionWith(fault));
        QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
        SimClient client(sim.port("motion"));
        client.send("*IDN?\nVEL? x\n*IDN?\nVEL? y\n*IDN?\nWAIT? 0");
        QList<QByteArray> got;
        for (QByteArray line = client.line(); line != "1" && !line.isNull(); line = client.line())
            got.append(line);
        QCOMPARE(got, replies);
        QCOMPARE(sim.messages("motion").count("< *IDN?"), 3);
        QCOMPARE(sim.messages("motion").count("< VEL? y"), 1);
    }

    void theOtherInstrumentIsSpared()
    {
        SimProcess sim(motionWith(QStringLiteral("motion/drop"))
                       << QStringLiteral("--instrument") << QStringLiteral("meter"));
        SimClient motion(sim.port("motion"));
        SimClient meter(sim.port("meter"));
        motion.send("*IDN?");
        QCOMPARE(meter.ask("*OPC?"), "1");
        QTRY_COMPARE(sim.messages("motion"), QList<QByteArray>({"< *IDN?"}));
        QVERIFY(motion.line(50ms).isNull());
    }

    void delayIsAsLongAsSaid()
    {
        SimProcess sim(motionWith(QStringLiteral("delay=300~VEL?")));
        SimClient client(sim.port("motion"));
        QCOMPARE(client.ask("VEL? x"), "5.000000");
        QVERIFY(timeOf(sim, "> 5.000000") - timeOf(sim, "< VEL? x") >= 300ms);
    }

    void garbageIsOneLineThatRepeatsWithTheSeed()
    {
        SimProcess sim(motionWith(QStringLiteral("garbage=12@1")));
        SimProcess same(motionWith(QStringLiteral("garbage=12@1")));
        SimClient client(sim.port("motion"));
        const QByteArray garbage = client.ask("*IDN?");
        QCOMPARE(garbage.size(), 12);
        QVERIFY(garbage != identity);
        QCOMPARE(SimClient(same.port("motion")).ask("*IDN?"), garbage);
        QCOMPARE(client.ask("*IDN?"), identity);
    }

    void droppedRequestIsNotExecuted()
    {
        SimProcess sim(motionWith(QStringLiteral("drop-request~VEL x 1")));
        SimClient client(sim.port("motion"));
        client.send("VEL x 1");
        QCOMPARE(client.ask("VEL? x"), "5.000000");
        QVERIFY(sim.messages("motion").contains("< VEL x 1"));
    }

    void oneByteComesInSegmentsOfOneByte()
    {
        SimProcess sim(motionWith(QStringLiteral("one-byte=10")));
        SimClient client(sim.port("motion"));
        int segments = 0;
        connect(&client.socket(), &QTcpSocket::readyRead, this, [&segments] { ++segments; });
        QCOMPARE(client.ask("*IDN?"), identity);
        QVERIFY2(segments > 8, qPrintable(QString::number(segments)));
    }

    void frozenItReadsAndLogsAndDoesNothing()
    {
        SimProcess sim(motionWith(QStringLiteral("freeze~VEL x 1")));
        SimClient client(sim.port("motion"));
        client.send("JOG x 1");
        QCOMPARE(client.ask("TARG? x"), "25.000000");
        client.send("VEL x 1\nSTOP x\n*IDN?");
        QTRY_VERIFY(sim.messages("motion").contains("< *IDN?"));
        SimClient late(sim.port("motion"));
        late.send("TARG? x");
        QTRY_VERIFY(sim.messages("motion").endsWith("< TARG? x"));
        QVERIFY(late.line(50ms).isNull());
        QVERIFY(client.line(50ms).isNull());
    }

    void thawedItDoesWhatItRead()
    {
        SimProcess sim(motionWith(QStringLiteral("freeze=400~VEL x 1")));
        SimClient client(sim.port("motion"));
        client.send("VEL x 1\nSTOP x");
        QCOMPARE(client.ask("VEL? x"), "1.000000");
        QVERIFY(timeOf(sim, "> 1.000000") - timeOf(sim, "< VEL x 1") >= 400ms);
    }

    void firstStopIsIgnored_data()
    {
        QTest::addColumn<QByteArray>("stop");
        QTest::newRow("of one axis") << QByteArray("STOP x");
        QTest::newRow("of all axes") << QByteArray("STOP");
        QTest::newRow("the abort of one axis") << QByteArray("ABORT x");
    }

    void firstStopIsIgnored()
    {
        QFETCH(QByteArray, stop);
        SimProcess sim(motionWith(QStringLiteral("ignore-stop@1")));
        SimClient client(sim.port("motion"));
        client.send("JOG x 1");
        client.send(stop);
        QCOMPARE(client.ask("TARG? x"), "25.000000");
        client.send(stop);
        QVERIFY(client.ask("TARG? x").toDouble() < 20.0);
        QCOMPARE(sim.messages("motion").count("< " + stop), 2);
    }

    void supplyIgnoresThatItIsSwitchedOff()
    {
        SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("supply"), QStringLiteral("--fault"),
                        QStringLiteral("ignore-stop@1")});
        SimClient client(sim.port("supply"));
        client.send("OUTP ON");
        client.send("OUTP OFF");
        QCOMPARE(client.ask("OUTP?"), "1");
        client.send(":OUTPUT:STATE 0");
        QCOMPARE(client.ask("OUTP?"), "0");
    }

    void rebootClosesAndForgetsAndComesBack()
    {
        SimProcess sim(motionWith(QStringLiteral("reboot=300@1~VEL x 2")));
        SimClient client(sim.port("motion"));
        SimClient other(sim.port("motion"));
        QCOMPARE(client.ask("*CLS;VEL x 1;VEL? x;*ESR?"), "1.000000;0");
        client.send("MOV x 1;*OPC?");
        QCOMPARE(client.line(), "1");
        client.send("VEL x 2");
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(other.socket().state(), QAbstractSocket::UnconnectedState);
        SimClient refused(sim.port("motion"));
        QCOMPARE(refused.socket().error(), QAbstractSocket::ConnectionRefusedError);
        QTRY_COMPARE(timeOf(sim, "# on") > 0ns, true);
        QVERIFY(timeOf(sim, "# on") - timeOf(sim, "# off") >= 300ms);
        SimClient again(sim.port("motion"));
        QCOMPARE(again.ask("VEL? x;*ESR?;POS? x"), "5.000000;128;1.000000");
        again.send("VEL x 2");
        QCOMPARE(again.ask("VEL? x"), "2.000000");
    }

    void rebootWhileASlowReplyIsComputed()
    {
        SimProcess sim(motionWith(QStringLiteral("reboot=100~BOOM")));
        SimClient client(sim.port("motion"));
        client.send("MOV x 1;*OPC?\nWAIT? 0.3\nBOOM\nVEL x 3");
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(timeOf(sim, "# on") > 0ns, true);
        SimClient again(sim.port("motion"));
        QCOMPARE(again.ask("WAIT? 0.5;VEL? x"), "1;5.000000");
        QVERIFY(sim.messages("motion").contains("< VEL x 3"));
    }
};

PODIUM_TEST_MAIN(TestSimFaults)
#include "tst_simfaults.moc"
