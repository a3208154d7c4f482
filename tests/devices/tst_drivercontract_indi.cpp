// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/indiworld.h"
#include "tests/support/linkfixture.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;

namespace
{
constexpr int patience = 30000;

void run(IndiWorld &world, const IndiContract &contract)
{
    world.open(IndiWorld::entry(QStringLiteral("d"), QString::fromLatin1(contract.device), QString::fromLatin1(contract.kind)));
}
} // namespace

#define IN_WORLD(world)                                                                                                    QFETCH(IndiContract, contract);                                                                                        IndiWorld world;                                                                                                       run(world, contract);                                                                                                  QTRY_VERIFY2_WITH_TIMEOUT(world.isThere(contract.reads), qPrintable(world.device().stateReason()), patience)

class DriverContractIndi : public QObject
{
    Q_OBJECT

private:
    /// Those that have an abort switch, so that there is something to stop them with.
    static void stoppable()
    {
        QTest::addColumn<IndiContract>("contract");
        QTest::newRow("indi: telescope") << IndiContract{
            "Telescope Simulator", "telescope", "declination", "guide_rate_we 0.7", "declination 20 deg",
            "<newSwitchVector device=\"Telescope Simulator\" name=\"TELESCOPE_ABORT_MOTION\"><oneSwitch name=\"ABORT\">On</oneSwitch>"
            "</newSwitchVector>",
            "<newNumberVector device=\"Telescope Simulator\" name=\"EQUATORIAL_EOD_COORD\""};
        QTest::newRow("indi: dome") << IndiContract{
            "Dome Simulator", "dome", "azimuth", "dome_params 2", "azimuth 180 deg",
            "<newSwitchVector device=\"Dome Simulator\" name=\"DOME_ABORT_MOTION\"><oneSwitch name=\"ABORT\">On</oneSwitch>"
            "</newSwitchVector>",
            "<newNumberVector device=\"Dome Simulator\" name=\"ABS_DOME_POSITION\""};
        QTest::newRow("indi: camera") << IndiContract{
            "CCD Simulator", "camera", "temperature", "ccd_gain 50", "exposure 60 s",
            "<newSwitchVector device=\"CCD Simulator\" name=\"CCD_ABORT_EXPOSURE\"><oneSwitch name=\"ABORT\">On</oneSwitch>"
            "</newSwitchVector>",
            "<newNumberVector device=\"CCD Simulator\" name=\"CCD_EXPOSURE\""};
    }
    static void simulators()
    {
        stoppable();
        QTest::newRow("indi: focuser") << IndiContract{"Focuser Simulator", "focuser", "position", "position 50500", "", "", ""};
        QTest::newRow("indi: filter wheel") << IndiContract{"Filter Simulator", "filterwheel", "position", "position 3", "", "", ""};
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const auto *program : {"indiserver", "indi_simulator_telescope", "indi_simulator_dome"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                QSKIP("indiserver or one of its simulators is not installed (package indi-bin)");
        if (const auto problem = enterOwnNetwork(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }

    void valuesAreLiveAndASetpointIsWritten_data() { simulators(); }
    void valuesAreLiveAndASetpointIsWritten()
    {
        IN_WORLD(world);
        const auto read = world.core.engine.run(
            QStringLiteral("read"), operations::read(world.core.bench, {QStringLiteral("d"), QString::fromLatin1(contract.reads)}));
        QTRY_VERIFY_WITH_TIMEOUT(read.isFinished(), patience);
        QCOMPARE(ended(read), QStringLiteral("succeeded"));
        QVERIFY(std::holds_alternative<Quantity>(read.result()));
        const auto written = QByteArray(contract.writes).split(' ').front();
        QTRY_VERIFY_WITH_TIMEOUT(world.isValid(written.constData()), patience);
        const auto task = world.act(contract.writes);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), patience);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QCOMPARE(QByteArray::number(world.number(written.constData())), QByteArray(contract.writes).split(' ').at(1));
        QCOMPARE(world.device().canStop(), !QByteArray(contract.stop).isEmpty()); // two of them have no abort switch
        QCOMPARE(world.device().connection().counters().malformed, quint64(0));
        QCOMPARE(world.device().connection().counters().unknown, quint64(0));
    }

    void stopAllStopsItMidwayAndIsSeenOnTheWire_data() { stoppable(); }
    void stopAllStopsItMidwayAndIsSeenOnTheWire()
    {
        IN_WORLD(world);
        QVERIFY(world.device().canStop());
        const auto moving = QByteArray(contract.moves).split(' ').front();
        QTRY_VERIFY_WITH_TIMEOUT(world.isValid(moving.constData()), patience);
        const double begin = world.number(moving.constData());
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(isBusy(world.device().state()) && world.number(moving.constData()) != begin, patience);
        QVERIFY(!task.isFinished());
        const auto before = world.relay.received().size();
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(!world.core.stops->receipts().empty() && world.core.stops->receipts().front().finished, patience);
        const auto receipt = world.core.stops->receipts().front();
        QVERIFY2(receipt.isConfirmed(), qPrintable(receipt.problem));
        QVERIFY(receipt.firstByte);
        const auto after = world.relay.received().mid(before);
        const auto place = after.indexOf(contract.stop);
        QVERIFY2(place >= 0 && place <= 3, after.join(" | ").constData()); // a question may have been on its way
        QVERIFY(std::none_of(after.begin(), after.end(),
                             [&](const QByteArray &line) { return line.startsWith(contract.motion); }));
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), patience);
        QCOMPARE(ended(task), QStringLiteral("cancelled"));
        QTRY_VERIFY_WITH_TIMEOUT(!isBusy(world.device().state()), patience);
        const auto wanted = QByteArray(contract.moves).split(' ').at(1).toDouble();
        QVERIFY(std::abs(world.number(moving.constData()) - wanted) > 1); // it did not get there
    }

    void cancelStopsWhatTheTaskMoves_data() { stoppable(); }
    void cancelStopsWhatTheTaskMoves()
    {
        IN_WORLD(world);
        const auto moving = QByteArray(contract.moves).split(' ').front();
        QTRY_VERIFY_WITH_TIMEOUT(world.isValid(moving.constData()), patience);
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(isBusy(world.device().state()), patience);
        const auto before = world.relay.received().size();
        task.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), patience);
        QCOMPARE(ended(task), QStringLiteral("cancelled"));
        QCOMPARE(task.info().stopConfirmed, std::optional(true));
        QVERIFY(world.relay.received().mid(before).contains(contract.stop));
    }

    void killedItIsShownAndComesBack_data() { simulators(); }
    void killedItIsShownAndComesBack()
    {
        IN_WORLD(world);
        world.server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 3000);
        QCOMPARE(world.parameter(contract.reads)->reading().quality, Quality::Lost);
        world.server.start();
        QTRY_VERIFY2_WITH_TIMEOUT(world.isThere(contract.reads), qPrintable(world.device().stateReason()), patience);
    }

    void muteItIsShownAndComesBack()
    {
        IndiWorld world;
        world.open(IndiWorld::entry(QStringLiteral("d"), QStringLiteral("Dome Simulator"), QStringLiteral("dome")));
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere("azimuth"), patience);
        world.relay.freeze();
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 10000);
        world.relay.thaw();
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere("azimuth"), patience);
    }
};

PODIUM_TEST_MAIN(DriverContractIndi)
#include "tst_drivercontract_indi.moc"
