// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/bytetext.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using namespace podium::engine;

/// Bytes as a person reads and types them.
class TstByteText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothWays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("letters stand for themselves") << QByteArray("MEAS:VOLT? 1.5%&<b>\"'") << QStringLiteral("MEAS:VOLT? 1.5%&<b>\"'");
        QTest::newRow("line ends and tabs") << QByteArray("a\r\n\tb") << QStringLiteral("a\\r\\n\\tb");
        QTest::newRow("a backslash") << QByteArray("a\\b") << QStringLiteral("a\\\\b");
        QTest::newRow("bytes that are no letters") << QByteArray("\x00\x1b\x7f\x80\xff", 5) << QStringLiteral("\\x00\\x1b\\x7f\\x80\\xff");
        QTest::newRow("nothing") << QByteArray("") << QString();
    }
    void bothWays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(byteText(bytes), text);
        QCOMPARE(bytesOf(text), bytes);
    }

    void everyByteComesBack()
    {
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all += char(byte);
        const auto text = byteText(all);
        for (const auto letter : text)
            QVERIFY(letter >= u' ' && letter <= u'~');
        QCOMPARE(bytesOf(text), all);
    }

    void capitalsAreHexadecimalToo() { QCOMPARE(bytesOf(QStringLiteral("\\xAf")), QByteArray("\xaf")); }

    void whatIsNoMessageIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("a letter that is no ASCII") << QStringLiteral("5 \u00b5m") << QStringLiteral("at place 3");
        QTest::newRow("an unknown escape") << QStringLiteral("ab\\q") << QStringLiteral("at place 3");
        QTest::newRow("one digit") << QStringLiteral("\\x5") << QStringLiteral("at place 1");
        QTest::newRow("a sign is no digit") << QStringLiteral("\\x+5") << QStringLiteral("at place 1");
        QTest::newRow("a space is no digit") << QStringLiteral("\\x 5") << QStringLiteral("at place 1");
        QTest::newRow("a backslash at the end") << QStringLiteral("abc\\") << QStringLiteral("at place 4");
        QTest::newRow("a real line end") << QStringLiteral("a\nb") << QStringLiteral("at place 2");
    }
    void whatIsNoMessageIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        try {
            bytesOf(text);
            QFAIL("it was taken");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::Refused);
            QVERIFY2(error.message().contains(place), qPrintable(error.message()));
            QVERIFY2(error.message().contains(QStringLiteral("\\xNN")), "the way out");
        }
    }
};

PODIUM_TEST_MAIN(TstByteText)
#include "tst_bytetext.moc"
