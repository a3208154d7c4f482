// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusaddress.h"
#include "devices/modbus/modbusframer.h"
#include "devices/modbus/modbuspdu.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace podium;
using namespace podium::devices;
using namespace std::chrono_literals;

namespace
{
QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

QList<int> numbers(const std::vector<quint16> &words) { return {words.begin(), words.end()}; }
} // namespace

/// The frames of the rows are those that the specifications print, where they print one.
class ModbusCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreAsPublished_data()
    {
        QTest::addColumn<QByteArray>("made");
        QTest::addColumn<QByteArray>("published");
        QTest::newRow("function 1, V1.1b3 6.1") << modbus::readRequest(ModbusTable::Coil, 19, 19) << hex("01 0013 0013");
        QTest::newRow("function 2, V1.1b3 6.2") << modbus::readRequest(ModbusTable::Discrete, 196, 22) << hex("02 00c4 0016");
        QTest::newRow("function 3, V1.1b3 6.3") << modbus::readRequest(ModbusTable::Holding, 107, 3) << hex("03 006b 0003");
        QTest::newRow("function 4, V1.1b3 6.4") << modbus::readRequest(ModbusTable::Input, 8, 1) << hex("04 0008 0001");
        QTest::newRow("function 5, V1.1b3 6.5") << modbus::writeCoil(172, true) << hex("05 00ac ff00");
        QTest::newRow("function 5, off") << modbus::writeCoil(172, false) << hex("05 00ac 0000");
        QTest::newRow("function 6, V1.1b3 6.6") << modbus::writeRegister(1, 3) << hex("06 0001 0003");
        QTest::newRow("function 15, V1.1b3 6.11")
            << modbus::writeCoils(19, {true, false, true, true, false, false, true, true, true, false})
            << hex("0f 0013 000a 02 cd 01");
        QTest::newRow("function 16, V1.1b3 6.12") << modbus::writeRegisters(1, {0x000a, 0x0102}) << hex("10 0001 0002 04 000a 0102");
        QTest::newRow("function 8, V1.1b3 6.8.1") << modbus::echoRequest(0xa537) << hex("08 0000 a537");
    }
    void requestsAreAsPublished()
    {
        QFETCH(QByteArray, made);
        QFETCH(QByteArray, published);
        QCOMPARE(made.toHex(), published.toHex());
    }

    void answersAreRead()
    {
        QCOMPARE(numbers(modbus::registers(hex("03 06 022b 0000 0064"))), (QList<int>{555, 0, 100}));
        const auto bits = modbus::bits(hex("01 03 cd 6b 05"));
        QVERIFY(bits[0] && !bits[1] && bits[2] && bits[3] && bits[8] && bits[9] && !bits[10] && bits[16] && !bits[17] && bits[18]);
    }

    void replyIsJudged_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("exception");
        QTest::addColumn<QString>("why");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        const auto read = hex("03 006b 0003");
        QTest::newRow("the published answer to a read") << read << hex("03 06 022b 0000 0064") << 0 << s("");
        QTest::newRow("bits, rounded up to bytes") << hex("01 0013 0013") << hex("01 03 cd 6b 05") << 0 << s("");
        QTest::newRow("the echo of a write") << hex("06 0001 0003") << hex("06 0001 0003") << 0 << s("");
        QTest::newRow("the beginning of a longer write") << hex("10 0001 0002 04 000a 0102") << hex("10 0001 0002") << 0 << s("");
        QTest::newRow("an exception, V1.1b3 7") << hex("01 04a1 0001") << hex("81 02") << 2 << s("");
        QTest::newRow("busy") << read << hex("83 06") << 6 << s("");
        QTest::newRow("an exception without a code") << read << hex("83") << 0 << s("it refuses without a reason");
        QTest::newRow("the exception 0") << read << hex("83 00") << 0 << s("it refuses without a reason");
        QTest::newRow("an exception to another function") << read << hex("84 02") << 0 << s("it answers function 132, not 3");
        QTest::newRow("another function") << read << hex("04 06 022b 0000 0064") << 0 << s("it answers function 4, not 3");
        QTest::newRow("too few registers") << read << hex("03 04 022b 0000") << 0 << s("it has 4 bytes of data, not 6");
        QTest::newRow("a length that is not its own") << read << hex("03 06 022b 0000") << 0 << s("its length of 6 bytes is not what it says");
        QTest::newRow("the echo of another value") << hex("06 0001 0003") << hex("06 0001 0004") << 0 << s("it confirms something else");
        QTest::newRow("the echo of another register") << hex("05 00ac ff00") << hex("05 00ad ff00") << 0 << s("it confirms something else");
        QTest::newRow("nothing at all") << read << QByteArray() << 0 << s("it is empty");
    }
    void replyIsJudged()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, reply);
        const auto verdict = modbus::judged(request, reply);
        QTEST(verdict.exception, "exception");
        QTEST(verdict.why, "why");
        QCOMPARE(verdict.isAnswer, verdict.why.isEmpty());
    }

    void everyExceptionHasItsText()
    {
        for (const int code : {1, 2, 3, 4, 5, 6, 8, 10, 11})
            QVERIFY2(modbus::exceptionText(code).startsWith(QStringLiteral("%1 \"").arg(code)), qPrintable(modbus::exceptionText(code)));
        QVERIFY(modbus::exceptionText(99).contains(QLatin1String("99")));
    }

    void checksumIsAsPublished() { QCOMPARE(modbusCrc(hex("02 07")), quint16(0x1241)); } // Serial Line V1.02, annex B

    void framesArePutTogether()
    {
        QCOMPARE(RtuFramer().framed({0, 2, hex("07"), {}}).toHex(), QByteArray("02074112"));
        QCOMPARE(MbapFramer().framed({0x1501, 0xff, hex("03 0004 0001"), {}}).toHex(), QByteArray("150100000006ff0300040001"));
    }

    void framesAreFoundHoweverTheBytesAreSliced_data()
    {
        QTest::addColumn<bool>("rtu");
        QTest::newRow("with ids") << false;
        QTest::newRow("serial line") << true;
    }
    void framesAreFoundHoweverTheBytesAreSliced()
    {
        QFETCH(bool, rtu);
        const auto make = [rtu]() -> std::unique_ptr<ModbusFramer> {
            if (rtu)
                return std::make_unique<RtuFramer>();
            return std::make_unique<MbapFramer>();
        };
        const std::vector<QByteArray> pdus{hex("03 06 022b 0000 0064"), hex("83 02"), hex("06 0001 0003"), hex("10 0001 0002"),
                                           hex("01 03 cd 6b 05"), hex("08 0000 a537")};
        QByteArray stream;
        for (const auto &pdu : pdus)
            stream += make()->framed({9, 17, pdu, {}});
        for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
            const auto framer = make();
            std::vector<QByteArray> found;
            for (qsizetype at = 0; at < stream.size(); at += piece) {
                framer->append(stream.mid(at, piece));
                while (const auto frame = framer->next()) {
                    QCOMPARE(frame->unit, quint8(17));
                    QCOMPARE(frame->id, quint16(rtu ? 0 : 9));
                    found.push_back(frame->pdu);
                }
            }
            QVERIFY(found == pdus);
            QVERIFY(framer->partial().isEmpty() && framer->fault().isEmpty());
        }
    }

    void brokenFrameIsAFaultAndNoReply_data()
    {
        QTest::addColumn<bool>("rtu");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("fault");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("a flipped bit") << true << hex("02 03 02 1234 0000") << s("its checksum is wrong");
        QTest::newRow("a function that nobody asked for") << true << hex("02 2b 0e 01") << s("it has the function 43, which nobody asked for");
        QTest::newRow("another protocol") << false << QByteArray("HTTP/1.1 400 Bad Request")
                                          << s("its protocol number is 21584, not 0, so it does not speak Modbus TCP");
        QTest::newRow("a length of 1") << false << hex("0001 0000 0001 01") << s("its length is 1, not 2 to 254");
        QTest::newRow("a length of 65535") << false << hex("0001 0000 ffff 01") << s("its length is 65535, not 2 to 254");
    }
    void brokenFrameIsAFaultAndNoReply()
    {
        QFETCH(bool, rtu);
        QFETCH(QByteArray, bytes);
        RtuFramer serial;
        MbapFramer network;
        ModbusFramer &framer = rtu ? static_cast<ModbusFramer &>(serial) : network;
        framer.append(bytes);
        QVERIFY(!framer.next());
        QTEST(framer.fault(), "fault");
        framer.append(framer.framed({1, 2, hex("83 02"), {}}));
        QVERIFY(!framer.next()); // not before it was reset
        framer.reset();
        framer.append(framer.framed({1, 2, hex("83 02"), {}}));
        QVERIFY(framer.next());
    }

    void addressIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("carrier");
        QTest::addColumn<int>("unit");
        QTest::addColumn<bool>("rtu");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("a host") << s("modbus+tcp://plc.lab:502?unit=3") << s("tcp://plc.lab:502") << 3 << false;
        QTest::newRow("the unit of a gateway itself") << s("modbus+tcp://10.0.0.2:502?unit=255") << s("tcp://10.0.0.2:502") << 255 << false;
        QTest::newRow("IPv6") << s("modbus+tcp://[::1]:502?unit=1") << s("tcp://[::1]:502") << 1 << false;
        QTest::newRow("a serial port") << s("modbus+rtu:///dev/ttyUSB0?baud=19200&parity=even&unit=247")
                                       << s("serial:///dev/ttyUSB0?baud=19200&parity=even") << 247 << true;
        QTest::newRow("a serial port with its usual settings") << s("modbus+rtu:///dev/ttyS0?unit=1") << s("serial:///dev/ttyS0") << 1 << true;
        QTest::newRow("an adapter by its number") << s("modbus+rtu://usb:0403:6001:A1?unit=2&baud=9600")
                                                  << s("serial://usb:0403:6001:A1?baud=9600") << 2 << true;
        QTest::newRow("a serial line behind a device server") << s("modbus+rtu://moxa:4001?unit=1") << s("tcp://moxa:4001") << 1 << true;
    }
    void addressIsRead()
    {
        QFETCH(QString, text);
        const auto address = ModbusAddress::parse(text);
        QTEST(address.carrier, "carrier");
        QTEST(int(address.unit), "unit");
        QTEST(address.isRtu, "rtu");
    }

    void addressThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("another scheme") << s("tcp://plc:502") << s("it is no Modbus address");
        QTest::newRow("no unit") << s("modbus+tcp://plc:502") << s("the unit number is missing");
        QTest::newRow("a unit that is no number") << s("modbus+tcp://plc:502?unit=a") << s("unit is wanted once, with a whole number");
        QTest::newRow("two units") << s("modbus+tcp://plc:502?unit=1&unit=2") << s("unit is wanted once, with a whole number");
        QTest::newRow("a unit beyond") << s("modbus+tcp://plc:502?unit=256") << s("the unit number 256 is not 0 to 255");
        QTest::newRow("the broadcast of a serial line") << s("modbus+rtu:///dev/ttyS0?unit=0") << s("the unit number 0 is not 1 to 247");
        QTest::newRow("no port") << s("modbus+tcp://plc?unit=1") << s("Modbus TCP needs a host and a port, usually 502");
        QTest::newRow("a baud rate for a network") << s("modbus+tcp://plc:502?unit=1&baud=9600")
                                                   << s("\"baud=9600\" says nothing to a network connection");
    }
    void addressThatIsNoneIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, why);
        try {
            ModbusAddress::parse(text);
            QFAIL("It was taken.");
        } catch (const engine::Error &error) {
            QVERIFY2(error.message().contains(why), qPrintable(error.message()));
            QVERIFY(error.message().contains(QLatin1String("modbus+tcp://192.168.1.20:502?unit=1")));
        }
    }

    void silenceEndsAFrame()
    {
        const auto at = [](const char *baud) {
            return ModbusAddress::parse(QStringLiteral("modbus+rtu:///dev/x?unit=1&baud=%1").arg(QLatin1String(baud)));
        };
        QCOMPARE(std::chrono::duration_cast<std::chrono::microseconds>(at("9600").silence()), 4010us); // 3.5 * 11 bits
        QCOMPARE(std::chrono::duration_cast<std::chrono::microseconds>(at("115200").silence()), 1750us);
        QCOMPARE(std::chrono::duration_cast<std::chrono::microseconds>(at("9600").onTheLine(8)), 9166us);
    }
};

PODIUM_TEST_MAIN(ModbusCodecTest)
#include "tst_modbuscodec.moc"
