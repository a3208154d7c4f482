// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instrumentcatalog.h"
#include "engine/model/family.h"
#include "tests/devices/scriptedcontracts.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace podium;
using namespace podium::engine;
using tests::Contract;
using tests::ContractWorld;
using tests::ended;

namespace
{
/// How many messages begin like this.
qsizetype countOf(const QByteArrayList &messages, const QByteArray &begin)
{
    return std::count_if(messages.begin(), messages.end(),
                         [&](const QByteArray &message) { return message.startsWith(begin); });
}
} // namespace

#define IN_WORLD(world)                                                                                                \
    QFETCH(Contract, contract);                                                                                        \
    ContractWorld world(contract);                                                                                     \
    if (!world.peer.problem().isEmpty())                                                                               \
        QSKIP(qPrintable(world.peer.problem()));                                                                       \
    QCOMPARE(world.peer.scriptProblem(), QString());                                                                   \
    QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 10000)

class DriverContractTest : public QObject
{
    Q_OBJECT

private:
    static void instruments()
    {
        QTest::addColumn<Contract>("contract");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("agilent-34401a") << Contract{.device = s("instrument = 'agilent-34401a'"),
                                                    .peer = s("meter"),
                                                    .reads = s("d.voltage"),
                                                    .writes = s("d.range 1 V"),
                                                    .beyond = s("d.range 10 kV")};
        QTest::newRow("hamlib-rotator") << Contract{.device = s("instrument = 'hamlib-rotator'"),
                                                    .peer = s("rotctld"),
                                                    .reads = s("d.azimuth"),
                                                    .writes = s("d.elevation 1 deg"),
                                                    .beyond = s("d.azimuth 181 deg"),
                                                    .moves = s("d.azimuth 90 deg"),
                                                    .stop = "S",
                                                    .motion = "P ",
                                                    .cancels = true};
        QTest::newRow("hp-6632b") << Contract{.device = s("instrument = 'hp-6632b'"),
                                              .peer = s("supply"),
                                              .reads = s("d.voltage"),
                                              .writes = s("d.current_limit 1 A"),
                                              .beyond = s("d.voltage 21 V"),
                                              .moves = s("d.output on"),
                                              .stop = "OUTP OFF",
                                              .motion = "OUTP ON",
                                              .close = "OUTP OFF"};
        QTest::newRow("podium-mc3") << Contract{.device = s("instrument = 'podium-mc3'\nsettings = { axis = 'x' }"),
                                                .peer = s("motion"),
                                                .reads = s("d.position"),
                                                .writes = s("d.velocity 3 mm s-1"),
                                                .beyond = s("d.position 26 mm"),
                                                .moves = s("d.position 20 mm"),
                                                .stop = "STOP x",
                                                .motion = "MOV ",
                                                .cancels = true};
        for (const auto &[name, contract] : tests::scriptedContracts())
            QTest::newRow(name.constData()) << contract;
    }

private Q_SLOTS:
    void everyInstrumentHasARow()
    {
        QStringList rows{QStringLiteral("agilent-34401a"), QStringLiteral("hamlib-rotator"),
                         QStringLiteral("hp-6632b"), QStringLiteral("podium-mc3"),
                         // in tst_drivercontract_modbus
                         QStringLiteral("eurotherm-3216"), QStringLiteral("omega-cn7500"), QStringLiteral("riden-rd6006")};
        for (const auto &[name, contract] : tests::scriptedContracts())
            rows << QString::fromLatin1(name);
        rows.sort();
        QCOMPARE(app::instrumentNames(), rows);
    }

    void identifiesAndReads_data() { instruments(); }
    void identifiesAndReads()
    {
        IN_WORLD(world);
        const auto task = world.read();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QCOMPARE(valueUnit(task.result()), world.parameter(contract.reads).spec().unit.symbol());
        QVERIFY(std::holds_alternative<Quantity>(task.result()));
        for (const auto &each : world.device().parameters()) // nothing in the file that its peer does not understand
            QVERIFY2(!each->spec().isReadable() || each->reading().quality == Quality::Valid, qPrintable(each->reading().reason));
    }

    void hasWhatItsFamilyHas_data() { instruments(); }
    void hasWhatItsFamilyHas()
    {
        IN_WORLD(world);
        const auto shape = describe(world.core.bench).devices.front();
        const auto *family = family::find(shape.family);
        QVERIFY2(family, qPrintable(shape.family));
        QCOMPARE(family->lack(shape.parameters, shape.commands), QString());
    }

    void writesAndRefusesBeyondLimits_data() { instruments(); }
    void writesAndRefusesBeyondLimits()
    {
        IN_WORLD(world);
        const auto task = world.act(contract.writes);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        auto &parameter = world.parameter(contract.writes.section(QLatin1Char(' '), 0, 0));
        const auto wanted = parseValue(parameter.spec(), contract.writes.section(QLatin1Char(' '), 1));
        QCOMPARE(parameter.setpoint(), wanted);
        QTRY_COMPARE_WITH_TIMEOUT(valueText(parameter.reading().value, 1), valueText(wanted, 1), 5000);

        const auto before = world.wire().size();
        try {
            const auto refused = world.act(contract.beyond);
            QTRY_VERIFY(refused.isFinished());
            QVERIFY(ended(refused) != QLatin1String("succeeded"));
            QCOMPARE(refused.info().errorKind, std::optional(ErrorKind::Refused));
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::Refused); // it is none of the choices, so it is not even a value
        }
        const auto value = contract.beyond.section(QLatin1Char(' '), 1, 1).toLatin1();
        for (const auto &message : world.wire().mid(before))
            QVERIFY2(!message.contains(value), message.constData());
    }

    void cancelStopsWhatTheTaskMoves_data() { instruments(); }
    void cancelStopsWhatTheTaskMoves()
    {
        IN_WORLD(world);
        if (!contract.cancels) {
            const auto task = world.read();
            task.cancel();
            QTRY_VERIFY(task.isFinished());
            QCOMPARE(ended(task), QStringLiteral("cancelled"));
            QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 5000);
            const auto again = world.read();
            QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), 5000);
            QCOMPARE(ended(again), QStringLiteral("succeeded"));
            return;
        }
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(world.isMoving(), 5000);
        const auto underWay = world.wire().size();
        QTRY_VERIFY(world.wire().size() > underWay); // it is looked at while it moves
        const auto before = world.wire().size();
        task.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        QCOMPARE(ended(task), QStringLiteral("cancelled"));
        QCOMPARE(task.info().stopConfirmed, std::optional(true));
        QCOMPARE(world.wire().mid(before).count(contract.stop), 1);
        QTRY_VERIFY(!world.isMoving());
    }

    void stopBytesAreSeenAtTheOtherEnd_data() { instruments(); }
    void stopBytesAreSeenAtTheOtherEnd()
    {
        IN_WORLD(world);
        if (!world.device().canStop()) {
            QVERIFY(contract.moves.isEmpty());
            return;
        }
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(world.isMoving(), 5000);
        const auto before = world.wire().size();
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(
            world.core.stops->receipts().size() == 1 && world.core.stops->receipts().front().finished, 10000);
        const auto receipt = world.core.stops->receipts().front();
        QVERIFY2(receipt.isConfirmed() || !receipt.canConfirm, qPrintable(receipt.problem));
        QVERIFY(receipt.firstByte);
        const auto after = world.wire().mid(before);
        const auto place = after.indexOf(contract.stop); // one message may have been on its way to the relay
        QVERIFY2(place == 0 || place == 1, after.join(" | ").constData());
        for (const auto &message : after)
            QVERIFY2(!message.startsWith(contract.motion), message.constData());
        QVERIFY(world.peer.log(contract.peer.toLatin1()).contains(contract.stop));
        QTRY_VERIFY(!isBusy(world.device().state()));
        QTRY_VERIFY(task.isFinished());
        ended(task);
        const auto again = world.act(contract.moves);
        QTRY_VERIFY(again.isFinished());
        QVERIFY2(ended(again).contains(QLatin1String("STOP ALL is latched")), qPrintable(ended(again)));
        QCOMPARE(countOf(world.wire(), contract.motion), 1);
    }

    void mutePeerIsATimeoutAndThenComesBack_data() { instruments(); }
    void mutePeerIsATimeoutAndThenComesBack()
    {
        IN_WORLD(world);
        world.peer.relay()->freeze();
        const auto task = world.read();
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        const auto kind = task.info().errorKind;
        QVERIFY2(kind == ErrorKind::Timeout || kind == ErrorKind::Disconnected, qPrintable(ended(task)));
        QVERIFY(!ended(task).isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 10000);
        QVERIFY(world.parameter(contract.reads).reading().quality != Quality::Valid);
        world.peer.relay()->thaw();
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 15000);
    }

    void pulledCableIsShownAndComesBack_data() { instruments(); }
    void pulledCableIsShownAndComesBack()
    {
        IN_WORLD(world);
        world.peer.relay()->pull();
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 3000);
        QTRY_VERIFY2_WITH_TIMEOUT(world.device().stateReason().contains(QLatin1String("next attempt in")),
                                  qPrintable(world.device().stateReason()), 3000);
        QCOMPARE(world.parameter(contract.reads).reading().quality, Quality::Lost);
        const auto task = world.act(contract.writes);
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Refused));
        ended(task);
        world.peer.relay()->plug();
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 15000);
    }

    void stopPressedWhileTheCableIsOutIsTheFirstThingOnReturn_data() { instruments(); }
    void stopPressedWhileTheCableIsOutIsTheFirstThingOnReturn()
    {
        IN_WORLD(world);
        if (!world.device().canStop())
            return;
        world.peer.relay()->pull();
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 3000);
        const auto before = world.wire().size();
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY(!world.core.stops->receipts().empty() && !world.core.stops->receipts().front().steps.isEmpty());
        world.peer.relay()->plug();
        QTRY_VERIFY_WITH_TIMEOUT(world.core.stops->receipts().front().isConfirmed(), 15000);
        QCOMPARE(world.wire().at(before), contract.stop);
    }

    void closedDeviceIsLeftSafe_data() { instruments(); }
    void closedDeviceIsLeftSafe()
    {
        IN_WORLD(world);
        const auto before = world.wire().size();
        world.device().close();
        if (contract.close.isEmpty())
            QVERIFY(!world.wire().mid(before).contains(contract.stop));
        else
            QTRY_VERIFY(world.wire().mid(before).contains(contract.close));
    }

    void closedDeviceRefusesAndOpensAgain_data() { instruments(); }
    void closedDeviceRefusesAndOpensAgain()
    {
        IN_WORLD(world);
        world.device().close();
        QCOMPARE(world.device().state(), DeviceState::Disconnected);
        const auto task = world.act(contract.writes);
        QTRY_VERIFY(task.isFinished());
        QVERIFY2(ended(task).contains(QLatin1String("is not connected: closed")), qPrintable(ended(task)));
        world.device().open();
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 5000);
    }
};

PODIUM_TEST_MAIN(DriverContractTest)
#include "tst_drivercontract.moc"
