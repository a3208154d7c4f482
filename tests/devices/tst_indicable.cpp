// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/indiworld.h"
#include "tests/support/linkfixture.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
constexpr int patience = 30000;

enum class Cable {
    Relay,    ///< the connection breaks, and none can be made
    Interface ///< nothing arrives any more, and nobody is told
};

struct Motion {
    const char *device;
    const char *kind;
    const char *reads;
    const char *moves;
    const char *stop;
};
const Motion dome{"Dome Simulator", "dome", "azimuth", "azimuth 180 deg",
                  "<newSwitchVector device=\"Dome Simulator\" name=\"DOME_ABORT_MOTION\"><oneSwitch name=\"ABORT\">On</oneSwitch>"
                  "</newSwitchVector>"};
const Motion telescope{"Telescope Simulator", "telescope", "declination", "declination 20 deg",
                       "<newSwitchVector device=\"Telescope Simulator\" name=\"TELESCOPE_ABORT_MOTION\"><oneSwitch "
                       "name=\"ABORT\">On</oneSwitch></newSwitchVector>"};
} // namespace

Q_DECLARE_METATYPE(Cable)
Q_DECLARE_METATYPE(Motion)

/// The cable to an INDI server with its simulators is pulled while something moves.
class TestIndiCable : public QObject
{
    Q_OBJECT

    static void set(IndiWorld &world, Cable cable, bool plugged)
    {
        if (cable == Cable::Interface)
            QCOMPARE(setLoopback(plugged), QString());
        else if (plugged)
            world.relay.plug();
        else
            world.relay.pull();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("indiserver")).isEmpty())
            QSKIP("indiserver is not installed (package indi-bin)");
        if (const auto problem = enterOwnNetwork(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }
    void cleanup() { QCOMPARE(setLoopback(true), QString()); }

    void aStopPressedMeanwhileIsTheFirstThingOnReturn_data()
    {
        QTest::addColumn<Cable>("cable");
        QTest::addColumn<Motion>("motion");
        QTest::addColumn<int>("pressed"); // after that. Unit: ms
        QTest::addColumn<int>("out");
        QTest::newRow("a dome, broken for 4 s") << Cable::Relay << dome << 1000 << 4000;
        QTest::newRow("a dome, broken for 15 s") << Cable::Relay << dome << 1000 << 15000;
        QTest::newRow("a telescope, broken for 4 s, pressed at once") << Cable::Relay << telescope << 0 << 4000;
        QTest::newRow("a dome, unplugged for 6 s, pressed at once") << Cable::Interface << dome << 0 << 6000;
        QTest::newRow("a dome, unplugged for 15 s") << Cable::Interface << dome << 4000 << 15000;
    }
    void aStopPressedMeanwhileIsTheFirstThingOnReturn()
    {
        QFETCH(Cable, cable);
        QFETCH(Motion, motion);
        QFETCH(int, pressed);
        QFETCH(int, out);
        IndiWorld world;
        world.open(IndiWorld::entry(QStringLiteral("d"), QString::fromLatin1(motion.device), QString::fromLatin1(motion.kind)));
        QTRY_VERIFY2_WITH_TIMEOUT(world.isThere(motion.reads), qPrintable(world.device().stateReason()), patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.device().canStop() && world.isValid(motion.reads), patience);
        const double begin = world.number(motion.reads);
        const auto task = world.act(motion.moves);
        QTRY_VERIFY_WITH_TIMEOUT(isBusy(world.device().state()) && world.number(motion.reads) != begin, patience);

        set(world, cable, false);
        QTest::qWait(pressed);
        world.core.stops->stopAll(QStringLiteral("test"));
        QTest::qWait(out - pressed);
        const auto receipt = [&] { return world.core.stops->receipts().front(); };
        QVERIFY(!receipt().isConfirmed());
        const auto before = world.relay.connections();
        set(world, cable, true);
        const auto plugged = Clock::now();
        QTRY_VERIFY2_WITH_TIMEOUT(receipt().isConfirmed(),
                                  qPrintable(receipt().steps.join(QStringLiteral("; ")) + QLatin1Char('\n') + world.device().stateReason()
                                             + QLatin1Char('\n') + world.device().recentTraffic().join(QLatin1Char('\n'))),
                                  patience);
        const auto took = std::chrono::duration<double>(*receipt().confirmed - plugged).count();
        qInfo("confirmed %.2f s after the return", took);
        QVERIFY2(took < 6, qPrintable(QString::number(took))); // 3 s, and what a busy machine adds
        QVERIFY(world.relay.connections() > before);
        QCOMPARE(world.relay.newest().front(), QByteArray(motion.stop));
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), patience);
        task.record()->observe();
        QTRY_VERIFY_WITH_TIMEOUT(!isBusy(world.device().state()), patience);
        const auto wanted = QByteArray(motion.moves).split(' ').at(1).toDouble();
        QVERIFY(std::abs(world.number(motion.reads) - wanted) > 1); // it did not get there
    }
};

PODIUM_TEST_MAIN(TestIndiCable)
#include "tst_indicable.moc"
