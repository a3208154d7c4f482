// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/tcpaddress.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using podium::devices::TcpAddress;

class TcpAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressIsParsedStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        QTest::newRow("host and port") << "tcp://psu.lab:5025" << "tcp://psu.lab:5025";
        QTest::newRow("IPv4 address") << "tcp://127.0.0.1:1" << "tcp://127.0.0.1:1";
        QTest::newRow("IPv6 address") << "tcp://[::1]:65535" << "tcp://[::1]:65535";
        QTest::newRow("no port is refused") << "tcp://psu.lab" << QString();
        QTest::newRow("port 0 is refused") << "tcp://psu.lab:0" << QString();
        QTest::newRow("port 65536 is refused") << "tcp://psu.lab:65536" << QString();
        QTest::newRow("a port that is no number is refused") << "tcp://psu.lab:scpi" << QString();
        QTest::newRow("no host is refused") << "tcp://:5025" << QString();
        QTest::newRow("another scheme is refused") << "udp://psu.lab:5025" << QString();
        QTest::newRow("a path is refused") << "tcp://psu.lab:5025/x" << QString();
        QTest::newRow("nothing is refused") << "" << QString();
    }
    void addressIsParsedStrictly()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        if (result.isEmpty())
            QVERIFY_THROWS_EXCEPTION(podium::engine::Error, (void)TcpAddress::parse(text));
        else
            QCOMPARE(TcpAddress::parse(text).toString(), result);
    }
};

PODIUM_TEST_MAIN(TcpAddressTest)
#include "tst_tcpaddress.moc"
