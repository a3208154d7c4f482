// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageClass;
using devices::ModbusResult;
using tests::ended;
using tests::ModbusFixture;

namespace
{
constexpr auto network = "modbus+tcp://h:502?unit=1";
constexpr auto serial = "modbus+rtu:///dev/x?unit=1&baud=9600";

QByteArray stop(quint16 value = 0) { return devices::modbus::writeRegister(18, value); }
QByteArray on() { return devices::modbus::writeRegister(18, 1); }
} // namespace

/// What stands on the wire when something is stopped.
class ModbusStopTest : public QObject
{
    Q_OBJECT

private:
    static void lines()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("with ids") << QByteArray(network);
        QTest::newRow("serial line") << QByteArray(serial);
    }

private Q_SLOTS:
    void stopWithAnIdLeavesAtOnceThoughAReadHangs()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.slaves[1].holding[18] = 1;
        f.mute = {1};
        const auto hanging = f.query(unit, ModbusFixture::read(5));
        const auto queued = f.query(unit, ModbusFixture::read(6));
        f.advance(100ms);
        f.mute.clear();
        std::vector<ModbusResult> receipts;
        const auto written = unit.urgentNow(stop(), [&](const ModbusResult &result) { receipts.push_back(result); });
        QCOMPARE(written, std::optional(f.engine.now()));
        QCOMPARE(f.sent().last().mid(1), stop());
        QCOMPARE(f.channel->sent.back().when, f.engine.now());
        QVERIFY(receipts.empty());
        f.advance(5ms); // its reply is taken although the read still hangs
        QVERIFY(receipts.size() == 1 && !receipts[0].error && receipts[0].written == written);
        QVERIFY(!hanging.isFinished() && !queued.isFinished());
        QCOMPARE(f.slaves[1].holding[18], quint16(0));
        f.advance(2s);
        QVERIFY(ended(hanging).contains(QLatin1String("did not answer")));
        ended(queued);
    }

    void stopOnASerialLineCutsTheWaitForAMuteUnitShort()
    {
        ModbusFixture f(serial);
        auto &unit = f.up();
        f.slaves[1].holding[18] = 1;
        f.mute = {1};
        const auto hanging = f.query(unit, ModbusFixture::read(5));
        f.advance(200ms); // nothing has come for longer than a unit needs to begin
        f.mute.clear();
        const auto written = unit.urgentNow(stop(), [](const ModbusResult &) {});
        QCOMPARE(written, std::optional(f.engine.now()));
        QCOMPARE(f.sent().last().mid(1), stop());
        f.advance(1ms);
        QVERIFY2(ended(hanging).contains(QLatin1String("the wait for it was cut short")), qPrintable(ended(hanging)));
        QCOMPARE(f.slaves[1].holding[18], quint16(0));
        QCOMPARE(f.link->counters().cutShort, quint64(1));
        f.advance(500ms);
        QCOMPARE(unit.state(), LinkState::Up); // behind an echo
        QVERIFY(f.slaves[1].count(stop()) == 1);
    }

    void stopOnASerialLineWaitsForTheReplyThatIsComingIn()
    {
        ModbusFixture f(serial);
        auto &unit = f.up();
        f.slaves[1].holding[18] = 1;
        f.mute = {1};
        const auto reading = f.query(unit, ModbusFixture::read(5));
        const auto begun = f.engine.now();
        f.channel->deliverPieces(f.frame(0, 1, QByteArray::fromHex("03021234")), 20ms, 10ms, 1);
        f.advance(45ms);
        QVERIFY(!unit.urgentNow(stop(), [](const ModbusResult &) {}));
        f.advance(35ms);
        QCOMPARE(ended(reading), QStringLiteral("succeeded"));
        QVERIFY(f.sent().last().mid(1) != stop()); // the frame has just ended
        f.advance(10ms);
        QCOMPARE(f.sent().last().mid(1), stop());
        const auto silence = f.channel->sent.back().when - (begun + 80ms);
        QVERIFY2(silence >= 3800us && silence <= 10ms, qPrintable(QString::number(silence.count())));
    }

    void stopOnASerialLineGivesAUnitTimeToBegin()
    {
        ModbusFixture f(serial);
        auto &unit = f.up();
        f.slaves[1].holding[18] = 1;
        f.mute = {1};
        const auto hanging = f.query(unit, ModbusFixture::read(5));
        f.advance(10ms);
        QVERIFY(!unit.urgentNow(stop(), [](const ModbusResult &) {}));
        f.advance(30ms);
        QVERIFY(f.sent().last().mid(1) != stop());
        f.advance(25ms); // 50 ms and the time of the request on the line
        QCOMPARE(f.sent().last().mid(1), stop());
        ended(hanging);
    }

    void stopPassesALineThatNeverFallsSilent()
    {
        ModbusFixture f(serial);
        auto &unit = f.up();
        f.mute = {1};
        const auto noise = f.query(unit, ModbusFixture::read(5));
        f.channel->deliverPieces(QByteArray(4000, '\x55'), 5ms, 1ms, 4);
        f.advance(20ms);
        ended(noise);
        const auto pressed = f.engine.now();
        unit.urgentNow(stop(), [](const ModbusResult &) {});
        f.advance(600ms);
        QVERIFY(std::any_of(f.channel->sent.begin(), f.channel->sent.end(), [&](const auto &sent) {
            return sent.message.mid(1).chopped(2) == stop() && sent.when - pressed <= 300ms;
        }));
    }

    void stopIsToldOnceThoughItsUnitIsRemoved_data() { lines(); }
    void stopIsToldOnceThoughItsUnitIsRemoved()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        auto &other = f.add(2); // keeps the line
        other.open();
        f.advance(20ms);
        int receipts = 0;
        unit.urgentNow(stop(), [&](const ModbusResult &result) {
            ++receipts;
            QVERIFY(result.written);
        });
        f.units.erase(f.units.begin());
        f.advance(2s);
        QCOMPARE(receipts, 1);
        QCOMPARE(f.slaves[1].holding[18], quint16(0));
        QVERIFY(f.sent().contains(QByteArray(1, 1) + stop()));
    }

    void stopPressedWhileTheCableIsOutIsTheFirstThingOnReturn_data() { lines(); }
    void stopPressedWhileTheCableIsOutIsTheFirstThingOnReturn()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        f.slaves[1].holding[18] = 1;
        f.channel->peer = tests::ScriptedChannel::Peer::Refuses;
        f.channel->hangUp(QStringLiteral("pulled"));
        f.advance(1s);
        QVERIFY(!unit.urgentNow(stop(), [](const ModbusResult &) {}));
        f.channel->peer = tests::ScriptedChannel::Peer::Accepts;
        f.advance(6s);
        QCOMPARE(unit.state(), LinkState::Up);
        QCOMPARE(f.sent(2).first().mid(1), stop());
        QCOMPARE(f.slaves[1].holding[18], quint16(0));
    }

    void stopOfAMuteUnitIsATimeoutAndSaysThatItMayHaveBeenExecuted()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        std::vector<ModbusResult> receipts;
        unit.urgentNow(stop(), [&](const ModbusResult &result) { receipts.push_back(result); });
        f.advance(1100ms);
        QCOMPARE(receipts.size(), 1U);
        QVERIFY2(engine::Error::from(receipts[0].error).message().contains(QLatin1String("it may have been executed")),
                 qPrintable(engine::Error::from(receipts[0].error).message()));
    }

    void busyUnitRefusesAStopAndThatIsTold()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        std::vector<ModbusResult> receipts;
        unit.urgentNow(stop(), [&](const ModbusResult &result) { receipts.push_back(result); });
        f.channel->deliver(f.frame(f.lastId(), 1, QByteArray::fromHex("8606")), 1ms);
        f.advance(5ms);
        QVERIFY(receipts.size() == 1 && receipts[0].error);
        QVERIFY(engine::Error::from(receipts[0].error).message().contains(QLatin1String("busy")));
    }

    void olderWriteDiesAtTheWriter_data() { lines(); }
    void olderWriteDiesAtTheWriter()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        f.slaves[1].holding[18] = 0;
        f.mute = {1};
        const auto hanging = f.query(unit, ModbusFixture::read(5));
        const auto write = f.query(unit, on(), MessageClass::Write);
        const auto harmless = f.query(unit, devices::modbus::writeRegister(0, 7), MessageClass::Harmless);
        f.engine.gate()->raiseEpoch();
        f.mute.clear();
        f.advance(2s);
        ended(hanging);
        QCOMPARE(ended(write), QStringLiteral("cancelled"));
        QCOMPARE(ended(harmless), QStringLiteral("succeeded"));
        QCOMPARE(f.slaves[1].count(on()), 0);
        QCOMPARE(f.link->counters().heldBack, quint64(1));
    }

    void latchRefusesAWriteByName()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.engine.gate()->setLatched(true);
        const auto write = f.query(unit, on(), MessageClass::Write);
        f.advance(10ms);
        QVERIFY2(ended(write).contains(QLatin1String("to unit1 is refused: STOP ALL is latched; press Reset first.")), qPrintable(ended(write)));
        QCOMPARE(f.slaves[1].count(on()), 0);
    }

    void lastWordsLeaveBeforeTheLineIsClosed_data() { lines(); }
    void lastWordsLeaveBeforeTheLineIsClosed()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        f.mute = {1};
        const auto hanging = f.query(unit, ModbusFixture::read(5));
        unit.lastWords({stop(), stop(2)});
        unit.close();
        ended(hanging);
        QCOMPARE(unit.state(), LinkState::Down);
        const auto sent = f.sent();
        QVERIFY(sent.mid(2).contains(QByteArray(1, '\1') + stop()));
        QCOMPARE(sent.mid(2).contains(QByteArray(1, '\1') + stop(2)), !f.isRtu);
        unit.open(); // what was not sent is not sent now
        f.mute.clear();
        f.advance(500ms);
        QCOMPARE(unit.state(), LinkState::Up);
        QCOMPARE(f.sent(2).count(QByteArray(1, '\1') + stop(2)), 0);
    }
};

PODIUM_TEST_MAIN(ModbusStopTest)
#include "tst_modbusstop.moc"
