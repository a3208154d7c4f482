// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <csignal>

using podium::tests::SimClient;
using podium::tests::SimProcess;

namespace
{

const QString instrument = QStringLiteral("--instrument");
const QStringList motion{instrument, QStringLiteral("motion")};

} // namespace

/// How podium-sim starts and ends: command line, ports, signals.
class TestSimCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsCleanlyOnASignal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void endsCleanlyOnASignal()
    {
        QFETCH(int, signal);
        SimProcess sim(motion);
        SimClient client(sim.port("motion"));
        client.send("WAIT? 60");
        client.send("*IDN?");
        QTRY_VERIFY(sim.messages("motion").contains("< *IDN?"));
        QCOMPARE(kill(static_cast<pid_t>(sim.process().processId()), signal), 0);
        QVERIFY(sim.process().waitForFinished());
        QCOMPARE(sim.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(sim.process().exitCode(), 0);
    }

    void badCommandLines_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &arguments, int code, const QString &message) {
            QTest::newRow(name) << arguments << code << message;
        };
        const QString ok = QStringLiteral("--instrument motion ");
        row("no instrument", QString(), 2,
            QStringLiteral("no instrument to serve; give --instrument motion, supply or meter"));
        row("an unknown instrument", QStringLiteral("--instrument laser"), 2,
            QStringLiteral("--instrument: 'laser' is none of motion, supply, meter"));
        row("a port that is none", QStringLiteral("--instrument motion:70000"), 2,
            QStringLiteral("--instrument: '70000' is no whole number from 0 to 65535"));
        row("a seed that is none", ok + QStringLiteral("--seed -1"), 2,
            QStringLiteral("--seed: '-1' is no whole number from 0 to 4294967295"));
        row("an unknown option", ok + QStringLiteral("--speed 1"), 2, QStringLiteral("Unknown option 'speed'."));
        row("a stray word", ok + QStringLiteral("now"), 2, QStringLiteral("'now' is no option; see --help"));
        row("an unknown fault", ok + QStringLiteral("--fault explode"), 2,
            QStringLiteral("fault 'explode': 'explode' is none of delay, drop,"));
        row("a fault for nobody", ok + QStringLiteral("--fault laser/drop"), 2,
            QStringLiteral("fault 'laser/drop': no instrument is named 'laser'; there are motion"));
        row("a fault at message zero", ok + QStringLiteral("--fault drop@0"), 2,
            QStringLiteral("fault 'drop@0': '0' is no whole number from 1 to 1000000"));
        row("a fault with an empty number", ok + QStringLiteral("--fault delay="), 2,
            QStringLiteral("fault 'delay=': '' is no whole number from 1 to 1000000"));
        row("a number for a verb that takes none", ok + QStringLiteral("--fault drop=3"), 2,
            QStringLiteral("fault 'drop=3': drop takes no number"));
        row("a VXI-11 port that is none", ok + QStringLiteral("--vxi11 x"), 2,
            QStringLiteral("--vxi11: 'x' is no whole number from 0 to 65535"));
        row("a portmapper without VXI-11", ok + QStringLiteral("--portmapper 111"), 2,
            QStringLiteral("--portmapper has nothing to tell without --vxi11"));
        row("a log that cannot be written", ok + QStringLiteral("--log /proc/none/log"), 1,
            QStringLiteral("cannot write the log /proc/none/log: "));
    }

    void badCommandLines()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, message);
        QProcess process;
        process.start(SimProcess::program(), arguments.split(u' ', Qt::SkipEmptyParts));
        QVERIFY(process.waitForFinished());
        QTEST(process.exitCode(), "code");
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(said.startsWith(QStringLiteral("podium-sim: ") + message), qPrintable(said));
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
    }

    void aTakenPortIsNamed()
    {
        SimProcess sim(motion);
        QProcess second;
        const QString port = QString::number(sim.port("motion"));
        second.start(SimProcess::program(), motion + QStringList{QStringLiteral("--port"), port});
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitCode(), 1);
        const QString said = QString::fromUtf8(second.readAllStandardError());
        QVERIFY2(said.contains(QStringLiteral("motion cannot be served on port %1: ").arg(port)), qPrintable(said));
    }
};

PODIUM_TEST_MAIN(TestSimCommandLine)
#include "tst_simcommandline.moc"
