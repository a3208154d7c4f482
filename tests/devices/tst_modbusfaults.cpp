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

/// Replies that are late, broken or another's.
class ModbusFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badReplyIsNeverAValue_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<int>("idOffset");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("message");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        const auto right = hex("03 02 1234");
        const auto mute = s("did not answer the read of 1 holding registers from address 5 within 1 s");
        QTest::newRow("an id that nobody has used") << QByteArray(network) << 77 << 1 << right << mute;
        QTest::newRow("the id of the exchange before") << QByteArray(network) << -1 << 1 << right << mute;
        QTest::newRow("another unit with the right id") << QByteArray(network) << 0 << 2 << right << s("is bad: unit 2 answers, not 1.");
        QTest::newRow("another function with the right id") << QByteArray(network) << 0 << 1 << hex("04 02 1234") << s("is bad: it answers function 4, not 3.");
        QTest::newRow("too short with the right id") << QByteArray(network) << 0 << 1 << hex("03 01 12") << s("is bad: it has 1 bytes of data, not 2.");
        QTest::newRow("serial: another unit") << QByteArray(serial) << 0 << 2 << right << mute;
        QTest::newRow("serial: another function") << QByteArray(serial) << 0 << 1 << hex("04 02 1234")
                                                  << mute + s(", or not rightly: it answers function 4, not 3.");
        QTest::newRow("serial: another length") << QByteArray(serial) << 0 << 1 << hex("03 04 1234 5678")
                                                << mute + s(", or not rightly: it has 4 bytes of data, not 2.");
    }
    void badReplyIsNeverAValue()
    {
        QFETCH(QByteArray, address);
        QFETCH(int, idOffset);
        QFETCH(int, unit);
        QFETCH(QByteArray, reply);
        QFETCH(QString, message);
        ModbusFixture f(address.constData());
        auto &one = f.up();
        f.mute = {1};
        const auto task = f.query(one, ModbusFixture::read(5));
        f.advance(5ms); // the serial line falls silent first
        const auto id = f.isRtu ? 0 : f.lastId() + idOffset;
        f.channel->deliver(f.frame(static_cast<quint16>(id), static_cast<quint8>(unit), reply), 1ms);
        f.advance(1100ms);
        QVERIFY2(ended(task).contains(message), qPrintable(ended(task)));
    }

    void wrongChecksumEndsTheExchangeAtOnce()
    {
        ModbusFixture f(serial);
        auto &unit = f.up();
        f.mute = {1};
        const auto task = f.query(unit, ModbusFixture::read(5));
        f.advance(5ms);
        auto frame = f.frame(0, 1, hex("03 02 1234"));
        frame[3] = '\x13';
        f.channel->deliver(frame, 1ms);
        f.advance(10ms);
        QVERIFY2(ended(task).endsWith(QLatin1String("is bad: its checksum is wrong.")), qPrintable(ended(task)));
        QCOMPARE(f.link->counters().malformed, quint64(1));
        QCOMPARE(unit.state(), LinkState::Identifying);
        f.mute.clear();
        f.advance(500ms);
        QCOMPARE(unit.state(), LinkState::Up);
    }

    void foreignProtocolEndsTheConnection()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        const auto task = f.query(unit, ModbusFixture::read(5));
        f.mute.clear();
        f.channel->deliver("HTTP/1.1 400 Bad Request\r\n\r\n", 1ms);
        f.advance(2ms);
        QVERIFY2(ended(task).contains(QLatin1String("does not speak Modbus TCP")), qPrintable(ended(task)));
        QCOMPARE(unit.state(), LinkState::Backoff); // else it would be asked again and again
        f.advance(500ms);
        QCOMPARE(f.channel->connections, 2);
        QCOMPARE(unit.state(), LinkState::Up);
    }

    void lateReplyWithAnOldIdIsCountedAndGivenToNobody()
    {
        ModbusFixture f;
        auto &unit = f.up();
        f.mute = {1};
        const auto mute = f.query(unit, ModbusFixture::read(5));
        const auto old = f.lastId();
        f.advance(1001ms); // the reply is given up; the question who it is has left, and is mute as well
        QVERIFY(ended(mute).contains(QLatin1String("did not answer")));
        f.channel->deliver(f.frame(old, 1, hex("03 02 0007")), 1ms); // it would pass for the answer
        f.advance(2ms);
        QCOMPARE(unit.state(), LinkState::Identifying);
        QCOMPARE(f.link->counters().late, quint64(1));
        f.channel->deliver(f.frame(f.lastId(), 1, hex("03 02 0007")), 1ms);
        f.advance(2ms);
        QCOMPARE(unit.state(), LinkState::Up);
    }

    void lateReplyOnASerialLineIsKnownBehindTheEcho()
    {
        ModbusFixture f(serial);
        auto &unit = f.up();
        f.slaves[1].holding[5] = f.slaves[1].holding[6] = 0;
        f.mute = {1};
        const auto mute = f.query(unit, ModbusFixture::read(5));
        f.advance(1050ms);
        QVERIFY(ended(mute).contains(QLatin1String("did not answer")));
        QCOMPARE(unit.state(), LinkState::Identifying);
        const auto next = f.query(unit, ModbusFixture::read(6));
        f.channel->deliver(f.frame(0, 1, hex("03 02 dead")), 150ms); // late; it looks like the answer to who it is, and to the next
        f.advance(120ms);
        f.mute.clear();
        QCOMPARE(f.sent().last().first(2), hex("01 08"));
        f.channel->deliver(f.frame(0, 1, f.sent().last().mid(1)), 60ms);
        f.advance(300ms);
        QCOMPARE(unit.state(), LinkState::Up);
        QCOMPARE(ended(next), QStringLiteral("succeeded"));
        QCOMPARE(next.result(), hex("03 02 0000"));
        QCOMPARE(f.link->counters().late, quint64(1));
    }

    void unitWithoutAnEchoIsLeftAloneInstead()
    {
        ModbusFixture f(serial);
        auto policy = ModbusFixture::known();
        policy.echo = false;
        auto &unit = f.add(1, policy);
        unit.open();
        f.advance(20ms);
        f.mute = {1};
        const auto mute = f.query(unit, ModbusFixture::read(5));
        f.advance(1100ms);
        QVERIFY(ended(mute).contains(QLatin1String("did not answer")));
        const auto before = f.sent().size();
        f.mute.clear();
        f.channel->deliver(f.frame(0, 1, hex("03 02 0007")), 500ms);
        f.advance(800ms);
        QCOMPARE(f.sent().size(), before);
        f.advance(400ms);
        QCOMPARE(unit.state(), LinkState::Up);
        QCOMPARE(f.sent().size(), before + 1);
    }
};

PODIUM_TEST_MAIN(ModbusFaultsTest)
#include "tst_modbusfaults.moc"
