// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageClass;
using tests::ended;
using tests::ModbusFixture;

namespace
{
constexpr auto network = "modbus+tcp://h:502?unit=1";
constexpr auto serial = "modbus+rtu:///dev/x?unit=1&baud=9600";

QByteArray hex(const char *text) { return QByteArray::fromHex(text); }
} // namespace

class ModbusLinkTest : public QObject
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
    void unitIsUpWhenItHasSaidWhoItIs_data() { lines(); }
    void unitIsUpWhenItHasSaidWhoItIs()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.add(1);
        QCOMPARE(unit.state(), LinkState::Down);
        unit.open();
        QCOMPARE(unit.state(), LinkState::Connecting);
        f.advance(20ms);
        QCOMPARE(unit.state(), LinkState::Up);
        QCOMPARE(unit.identity(), QStringLiteral("7"));
        f.slaves[1].holding[5] = 0x1234;
        const auto task = f.query(unit, ModbusFixture::read(5));
        f.advance(20ms);
        QCOMPARE(task.result(), hex("03 02 1234"));
        QCOMPARE(f.link->counters().replies, quint64(2));
    }

    void anotherUnitThanExpectedIsNotUp()
    {
        ModbusFixture f;
        auto &unit = f.add(1);
        f.slaves[1].holding[0] = 8;
        unit.open();
        f.advance(20ms);
        QCOMPARE(unit.state(), LinkState::Backoff);
        QVERIFY2(unit.why().startsWith(QLatin1String("it says that it is \"8\", which does not match \"^7$\"; next attempt in")),
                 qPrintable(unit.why()));
    }

    void exceptionIsAnErrorOfTheDeviceAndTheLinkStaysUp_data() { lines(); }
    void exceptionIsAnErrorOfTheDeviceAndTheLinkStaysUp()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        const auto task = f.query(unit, ModbusFixture::read(99));
        f.advance(20ms);
        QCOMPARE(ended(task), QStringLiteral("unit1 refuses the read of 1 holding registers from address 99: exception 2 \"illegal "
                                             "data address\": it has no such register, or not so many of them."));
        QCOMPARE(task.info().errorKind, std::optional(engine::ErrorKind::Device));
        QVERIFY(!engine::Error::from(task.record()->error()).traffic().isEmpty());
        QCOMPARE(unit.state(), LinkState::Up);
    }

    void busyIsToldAsThat()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        const auto task = f.query(unit, ModbusFixture::read(5));
        f.channel->deliver(f.frame(f.lastId(), 1, hex("83 06")), 1ms);
        f.advance(20ms);
        QVERIFY2(ended(task).contains(QLatin1String("6 \"server device busy\"")), qPrintable(ended(task)));
        QCOMPARE(unit.state(), LinkState::Up);
    }

    void gatewayThatCannotReachItsUnitIsATimeout()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        const auto task = f.query(unit, ModbusFixture::read(5));
        f.channel->deliver(f.frame(f.lastId(), 1, hex("83 0b")), 1ms);
        f.advance(5ms);
        QVERIFY2(ended(task).contains(QLatin1String("nothing answers the gateway at this unit number")), qPrintable(ended(task)));
        QCOMPARE(task.info().errorKind, std::optional(engine::ErrorKind::Timeout));
        QCOMPARE(unit.state(), LinkState::Identifying);
    }

    void muteUnitKeepsNoOtherFromItsTurn_data() { lines(); }
    void muteUnitKeepsNoOtherFromItsTurn()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &one = f.up();
        auto &two = f.add(2);
        f.slaves[2].holding[5] = 1;
        f.mute = {2};
        two.open();
        f.advance(1100ms);
        QCOMPARE(two.state(), LinkState::Backoff);
        QVERIFY2(two.why().contains(QLatin1String("next attempt in")), qPrintable(two.why()));
        QCOMPARE(one.state(), LinkState::Up);
        QCOMPARE(f.channel->connections, 1);
        f.mute.clear();
        f.advance(3000ms);
        QCOMPARE(two.state(), LinkState::Up);
    }

    void unitsHaveTheirTurnsWhoeverAsksMore()
    {
        ModbusFixture f;
        auto &one = f.up();
        auto &two = f.add(2);
        two.open();
        f.advance(20ms);
        std::vector<engine::Task<QByteArray>> tasks;
        for (int i = 0; i < 3; ++i)
            tasks.push_back(f.query(one, ModbusFixture::read(0)));
        tasks.push_back(f.query(two, ModbusFixture::read(0)));
        const auto before = f.sent().size() - 1;
        f.advance(50ms);
        QByteArray order;
        for (const auto &request : f.sent().mid(before))
            order += static_cast<char>('0' + request.at(0));
        QCOMPARE(order, QByteArray("1211"));
        for (const auto &task : tasks)
            QCOMPARE(ended(task), QStringLiteral("succeeded"));
    }

    void lossEndsEverythingAndComesBack_data() { lines(); }
    void lossEndsEverythingAndComesBack()
    {
        QFETCH(QByteArray, address);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        f.mute = {1};
        const auto flying = f.query(unit, ModbusFixture::read(5));
        const auto queued = f.query(unit, ModbusFixture::read(6));
        f.channel->hangUp(QStringLiteral("pulled"), 10ms);
        f.advance(11ms);
        QVERIFY2(ended(flying).contains(QLatin1String("was lost (pulled) before the read")), qPrintable(ended(flying)));
        QVERIFY2(ended(queued).contains(QLatin1String("was not sent")), qPrintable(ended(queued)));
        QCOMPARE(unit.state(), LinkState::Backoff);
        f.mute.clear();
        f.advance(500ms);
        QCOMPARE(unit.state(), LinkState::Up);
    }

    void idleUnitIsAskedWhetherItIsThere()
    {
        ModbusFixture f;
        auto policy = ModbusFixture::known();
        policy.heartbeat = 2s;
        auto &unit = f.add(1, policy);
        unit.open();
        f.advance(2100ms);
        QCOMPARE(f.sent().size(), 2);
        f.mute = {1};
        f.advance(4500ms);
        QVERIFY(unit.state() != LinkState::Up);
    }

    void cancelledExchangeIsNotSentOrItsReplyDiscarded()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        auto flying = f.query(unit, ModbusFixture::read(5));
        auto queued = f.query(unit, ModbusFixture::read(6));
        const auto before = f.sent().size();
        queued.cancel();
        flying.cancel();
        f.channel->deliver(f.frame(f.lastId(), 1, hex("03 02 0001")), 50ms);
        f.advance(100ms);
        QVERIFY(ended(flying) == QLatin1String("cancelled") && ended(queued) == QLatin1String("cancelled"));
        QCOMPARE(f.sent().size(), before);
        QCOMPARE(f.link->counters().late, quint64(1));
        QCOMPARE(unit.state(), LinkState::Up);
    }
};

PODIUM_TEST_MAIN(ModbusLinkTest)
#include "tst_modbuslink.moc"
