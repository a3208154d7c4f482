// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/serialaddress.h"
#include "devices/links/serialports.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using podium::devices::portsInWords;
using podium::devices::SerialAddress;
using podium::devices::SerialPortEntry;
using podium::engine::Error;

namespace
{
std::vector<SerialPortEntry> bench()
{
    const auto adapter = [](const char *path, const char *serial) {
        return SerialPortEntry{QLatin1String(path), QStringLiteral("FT232R"), {{0x0403, 0x6001, QLatin1String(serial)}}};
    };
    return {{QStringLiteral("/dev/ttyS0"), {}, {}}, adapter("/dev/ttyUSB0", "A1"), adapter("/dev/ttyUSB1", "A2"),
            adapter("/dev/ttyUSB2", "A2")};
}

QString messageOf(const std::function<void()> &call)
{
    try {
        call();
    } catch (const Error &error) {
        return error.message();
    }
    return QStringLiteral("no error");
}
} // namespace

class SerialAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spellingsOfOneAddressAreOne_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        const auto usual = QStringLiteral("serial:///dev/ttyUSB0?baud=9600");
        QTest::newRow("a path alone") << "serial:///dev/ttyUSB0" << usual;
        QTest::newRow("every setting written out") << "serial:///dev/ttyUSB0?baud=9600&data=8&parity=none&stop=1&flow=none" << usual;
        QTest::newRow("settings in another order") << "serial:///dev/ttyUSB0?flow=none&baud=9600" << usual;
        QTest::newRow("strokes too many") << "serial:////dev/../dev//ttyUSB0" << usual;
        QTest::newRow("unusual settings stay") << "serial:///dev/ttyS1?stop=2&parity=odd&data=7&flow=hardware&baud=19200"
                                               << "serial:///dev/ttyS1?baud=19200&data=7&parity=odd&stop=2&flow=hardware";
        QTest::newRow("a stable name with colons") << "serial:///dev/serial/by-path/pci-0:1.0-port0"
                                                   << "serial:///dev/serial/by-path/pci-0:1.0-port0?baud=9600";
        QTest::newRow("USB ids in capitals") << "serial://usb:0403:60AB:A5" << "serial://usb:0403:60ab:A5?baud=9600";
        QTest::newRow("USB ids without a serial number") << "serial://usb:1a86:7523?baud=115200" << "serial://usb:1a86:7523?baud=115200";
        QTest::newRow("a serial number with odd characters") << "serial://usb:1a86:7523:A%201%3F?baud=300"
                                                             << "serial://usb:1a86:7523:A%201%3F?baud=300";
    }
    void spellingsOfOneAddressAreOne()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        const auto address = SerialAddress::parse(text);
        QCOMPARE(address.toString(), result);
        QCOMPARE(SerialAddress::parse(address.toString()), address);
    }

    void badAddressIsRefusedAndSaysWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("another scheme") << "tcp:///dev/ttyUSB0" << "write serial://";
        QTest::newRow("two strokes") << "serial://dev/ttyUSB0" << "with three strokes";
        QTest::newRow("no path") << "serial://" << "with three strokes";
        QTest::newRow("the root") << "serial:///" << "with three strokes";
        QTest::newRow("baud 0") << "serial:///dev/ttyS0?baud=0" << "baud=0 is no number from 1 to 4000000";
        QTest::newRow("baud in words") << "serial:///dev/ttyS0?baud=fast" << "baud=fast is no number";
        QTest::newRow("nine data bits") << "serial:///dev/ttyS0?data=9" << "data=9 is none of 5, 6, 7, 8";
        QTest::newRow("parity in short") << "serial:///dev/ttyS0?parity=N" << "parity=N is none of none, even, odd, mark, space";
        QTest::newRow("three stop bits") << "serial:///dev/ttyS0?stop=3" << "stop=3 is none of 1, 1.5, 2";
        QTest::newRow("flow by its signals") << "serial:///dev/ttyS0?flow=rtscts" << "none of none, hardware, software";
        QTest::newRow("an unknown setting") << "serial:///dev/ttyS0?speed=9600" << "there are baud, data, parity, stop and flow";
        QTest::newRow("a setting twice") << "serial:///dev/ttyS0?baud=1200&baud=2400" << "baud is given twice";
        QTest::newRow("an empty setting") << "serial:///dev/ttyS0?" << "there are baud, data, parity, stop and flow";
        QTest::newRow("USB ids of three digits") << "serial://usb:403:6001" << "four hexadecimal digits";
    }
    void badAddressIsRefusedAndSaysWhatIsAllowed()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto message = messageOf([&] { (void)SerialAddress::parse(text); });
        QVERIFY2(message.contains(part), qPrintable(message));
        QVERIFY2(message.startsWith(QStringLiteral("The address \"") + text), qPrintable(message));
    }

    void portIsFoundByItsAdapterWhateverItsNumber()
    {
        const auto address = SerialAddress::parse(QStringLiteral("serial://usb:0403:6001:A1"));
        QCOMPARE(pathOf(address, bench()), QStringLiteral("/dev/ttyUSB0"));
        auto moved = bench();
        moved[1].path = QStringLiteral("/dev/ttyUSB7");
        QCOMPARE(pathOf(address, moved), QStringLiteral("/dev/ttyUSB7"));
    }

    void adapterThatIsNotThereOrNotAloneIsExplained_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("another serial number")
            << "serial://usb:0403:6001:B9"
            << "no adapter usb:0403:6001:B9 is plugged in; these ports are there: /dev/ttyS0, /dev/ttyUSB0 (\"FT232R\", usb:0403:6001:A1), "
               "/dev/ttyUSB1 (\"FT232R\", usb:0403:6001:A2), /dev/ttyUSB2 (\"FT232R\", usb:0403:6001:A2)";
        QTest::newRow("no serial number, three adapters")
            << "serial://usb:0403:6001"
            << "usb:0403:6001 fits 3 ports (/dev/ttyUSB0, /dev/ttyUSB1, /dev/ttyUSB2); add the serial number, or name the port by its "
               "path below /dev/serial/by-id";
        QTest::newRow("an adapter with two ports")
            << "serial://usb:0403:6001:A2"
            << "usb:0403:6001:A2 fits 2 ports (/dev/ttyUSB1, /dev/ttyUSB2); add the serial number, or name the port by its path below "
               "/dev/serial/by-id";
    }
    void adapterThatIsNotThereOrNotAloneIsExplained()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto address = SerialAddress::parse(text);
        QCOMPARE(messageOf([&] { (void)pathOf(address, bench()); }), message);
    }

    void listOfPortsIsCutWhereItGrowsLong()
    {
        std::vector<SerialPortEntry> many(40, bench()[0]);
        QVERIFY(portsInWords(many).endsWith(QStringLiteral("/dev/ttyS0 and 32 more")));
        QCOMPARE(portsInWords({}), QStringLiteral("there is no serial port at all"));
    }
};

PODIUM_TEST_MAIN(SerialAddressTest)
#include "tst_serialaddress.moc"
