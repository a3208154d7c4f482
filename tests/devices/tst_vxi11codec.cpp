// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/address.h"
#include "devices/vxi11/protocol.h"
#include "devices/vxi11/records.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using namespace podium::devices::vxi11;

namespace
{
QByteArray hex(const char *digits) { return QByteArray::fromHex(digits); }
} // namespace

/// The bytes of XDR, ONC RPC and VXI-11, against bytes put together by hand from the documents.
class Vxi11CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesInXdr_data()
    {
        QTest::addColumn<QByteArray>("made");
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("a number is big-endian") << XdrWriter().number(0x0607AF).bytes() << hex("000607af");
        QTest::newRow("bytes are filled up to four") << XdrWriter().opaque("inst0").bytes() << hex("00000005 696e7374 30000000");
        QTest::newRow("four bytes need nothing behind them") << XdrWriter().opaque("VOLT").bytes() << hex("00000004 564f4c54");
        QTest::newRow("no bytes are a count of zero") << XdrWriter().opaque({}).bytes() << hex("00000000");
        QTest::newRow("a call has ids, no credentials and its arguments")
            << RpcCall{0x11, portmap::getPort, portmap::arguments(core::createLink)}.record()
            << hex("00000011 00000000 00000002 000186a0 00000002 00000003 00000000 00000000 00000000 00000000"
                   "000607af 00000001 00000006 00000000");
        QTest::newRow("create_link names client, lock and device")
            << createLinkArguments(1, true, 500, "inst0") << hex("00000001 00000001 000001f4 00000005 696e7374 30000000");
        QTest::newRow("device_write has its END flag and the message")
            << writeArguments(3, {2000, 0}, flag::end, "*IDN?\n")
            << hex("00000003 000007d0 00000000 00000008 00000006 2a49444e 3f0a0000");
        QTest::newRow("device_read has size, limits and the end character")
            << readArguments(3, 0x10000, {2000, 0}, flag::termChar, '\n')
            << hex("00000003 00010000 000007d0 00000000 00000080 0000000a");
        QTest::newRow("device_clear has flags ahead of its limits")
            << clearArguments(3, {2000, 100}, flag::waitLock) << hex("00000003 00000001 00000064 000007d0");
        QTest::newRow("a record of TCP is marked as the last fragment") << markedRecord("abc") << hex("80000003 616263");
    }
    void valuesInXdr()
    {
        QFETCH(QByteArray, made);
        QFETCH(QByteArray, wanted);
        QCOMPARE(made.toHex(' '), wanted.toHex(' '));
    }

    void recordsComeOutHoweverTheStreamIsSliced()
    {
        const auto stream = hex("00000002 6162 80000001 63") + markedRecord("x") + markedRecord({}) + hex("80000005 7071");
        for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
            RecordReader reader(16);
            QByteArrayList records;
            for (qsizetype at = 0; at < stream.size(); at += piece) {
                reader.append(stream.mid(at, piece));
                while (const auto record = reader.next())
                    records << *record;
            }
            QCOMPARE(records, QByteArrayList({"abc", "x", ""}));
            QVERIFY(reader.fault().isEmpty());
        }
    }

    void aRecordBeyondTheCapBreaksTheStream()
    {
        for (const auto &stream : {hex("80000011"), hex("0000000f") + QByteArray(15, 'a') + hex("80000002"), QByteArray("HTTP/1.0 400")}) {
            RecordReader reader(16);
            reader.append(stream);
            QVERIFY(!reader.next());
            QCOMPARE(reader.fault(), QStringLiteral("it sent a record of more than 16 bytes, so it does not speak ONC RPC"));
            reader.append(markedRecord("a"));
            QVERIFY(!reader.next());
            reader.reset();
            reader.append(markedRecord("a"));
            QCOMPARE(*reader.next(), QByteArray("a"));
        }
    }

    void answersOfRpc_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QByteArray>("results");
        const auto row = [](const char *name, const char *digits, const char *fault, const char *results = "") {
            QTest::newRow(name) << hex(digits) << QString::fromLatin1(fault) << hex(results);
        };
        row("success comes with results", "00000011 00000001 00000000 00000000 00000000 00000000 00000400", "", "00000400");
        row("a verifier is skipped", "00000011 00000001 00000000 00000001 00000003 61626300 00000000 00000400", "", "00000400");
        row("no such program", "00000011 00000001 00000000 00000000 00000000 00000001", "it does not have this program");
        row("another version", "00000011 00000001 00000000 00000000 00000000 00000002 00000002 00000003",
            "it has another version of this program");
        row("no such procedure", "00000011 00000001 00000000 00000000 00000000 00000003", "it does not know this procedure");
        row("bad arguments", "00000011 00000001 00000000 00000000 00000000 00000004", "it cannot decode the arguments");
        row("an error of its system", "00000011 00000001 00000000 00000000 00000000 00000005", "it has an error of its own system");
        row("another version of RPC", "00000011 00000001 00000001 00000000 00000003 00000003", "it denies RPC of version 2");
        row("credentials are wanted", "00000011 00000001 00000001 00000001 00000005", "it denies calls without credentials");
    }
    void answersOfRpc()
    {
        QFETCH(QByteArray, record);
        const auto reply = RpcReply::parse(record);
        QVERIFY(reply);
        QCOMPARE(reply->id, 0x11U);
        QTEST(reply->fault, "fault");
        QTEST(reply->results, "results");
        for (qsizetype length = 0; length < record.size() - 8; ++length) // of some the last numbers do not matter
            if (const auto shorter = RpcReply::parse(record.first(length)))
                QVERIFY2(shorter->fault == reply->fault && length >= 20, qPrintable(shorter->fault));
    }

    void whatIsNoAnswerIsNone_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a call") << hex("00000011 00000000 00000002 000186a0 00000002 00000003 00000000 00000000 00000000 00000000");
        QTest::newRow("neither accepted nor denied") << hex("00000011 00000001 00000002 00000000 00000000 00000000");
        QTest::newRow("accepted with a status that does not exist") << hex("00000011 00000001 00000000 00000000 00000000 00000009");
        QTest::newRow("denied for a reason that does not exist") << hex("00000011 00000001 00000001 00000007");
        QTest::newRow("a verifier beyond 400 bytes") << hex("00000011 00000001 00000000 00000000 00000191") + QByteArray(500, '\0');
        QTest::newRow("a verifier beyond the record") << hex("00000011 00000001 00000000 00000000 00000010 00000000");
        QTest::newRow("text") << QByteArray("220 ready, tell me more");
    }
    void whatIsNoAnswerIsNone()
    {
        QFETCH(QByteArray, record);
        QVERIFY(!RpcReply::parse(record));
    }

    void resultsOfTheCoreChannel()
    {
        const auto created = CreatedLink::parse(hex("00000000 00000005 00000401 00004000"));
        QVERIFY(created);
        QCOMPARE(created->link, 5U);
        QCOMPARE(created->abortPort, 1025);
        QCOMPARE(created->longestWrite, 0x4000U);
        QVERIFY(!CreatedLink::parse(hex("00000000 00000005 00010401 00004000"))); // a port of 17 bits
        QVERIFY(!CreatedLink::parse(hex("00000000 00000005 00000401")));
        const auto written = Written::parse(hex("0000000f 00000003"));
        QVERIFY(written);
        QCOMPARE(written->error, 15U);
        QCOMPARE(written->size, 3U);
        QVERIFY(!Written::parse(hex("0000000f")));
        const auto read = ReadData::parse(hex("00000000 00000004 00000003 312e3000"), 16);
        QVERIFY(read);
        QCOMPARE(read->reason, reason::end);
        QCOMPARE(read->data, QByteArray("1.0"));
        QVERIFY(!ReadData::parse(hex("00000000 00000004 00000003 312e3000"), 2)); // more than was asked for
        QVERIFY(!ReadData::parse(hex("00000000 00000004 ffffffff 312e3000"), 16));
        QVERIFY(!ReadData::parse(hex("00000000 00000004 00000003 312e30"), 16));
        QCOMPARE(*parseNumber(hex("00000017")), 23U);
        QVERIFY(!parseNumber(hex("000017")));
    }

    void everyErrorHasWords()
    {
        QCOMPARE(errorText(11), QStringLiteral("another program has locked it (VXI-11 error 11)"));
        QStringList all;
        for (const quint32 error : {1, 3, 4, 5, 6, 8, 9, 11, 12, 15, 17, 21, 23, 29})
            all << errorText(error).section(QLatin1Char('('), 0, 0);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
        QCOMPARE(errorText(99), QStringLiteral("an error that VXI-11 does not name (VXI-11 error 99)"));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("same");
        const auto row = [](const char *text, const char *same) { QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(same); };
        row("vxi11://scope.lab/inst0", "vxi11://scope.lab/inst0");
        row("vxi11://scope.lab", "vxi11://scope.lab/inst0");
        row("vxi11://SCOPE.lab/", "vxi11://scope.lab/inst0");
        row("vxi11://10.0.0.7/gpib0,22", "vxi11://10.0.0.7/gpib0,22");
        row("vxi11://[::1]/inst0?port=1024", "vxi11://[::1]/inst0?port=1024");
        row("vxi11://a?io_timeout=5000&port=9", "vxi11://a/inst0?port=9&io_timeout=5000");
        row("vxi11://a/inst1?lock=yes&lock_timeout=100&termchar=10", "vxi11://a/inst1?lock_timeout=100&lock=yes&termchar=10");
        row("vxi11://a/inst1?lock=no&lock_timeout=0&io_timeout=2000&portmapper=111", "vxi11://a/inst1");
    }
    void addresses()
    {
        QFETCH(QString, text);
        QTEST(Address::parse(text).toString(), "same");
        QCOMPARE(Address::parse(Address::parse(text).toString()), Address::parse(text));
    }

    void badAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *text, const char *why) { QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(why); };
        const char *form = "write vxi11://host/inst0";
        row("tcp://a/inst0", form);
        row("vxi11:///inst0", form);
        row("vxi11://a:1024/inst0", form);
        row("vxi11://a/b/c", form);
        row("vxi11://me@a/inst0", form);
        row("vxi11://a/inst0#1", form);
        row("vxi11://a/inst0?port=0", "port=0 is no whole number from 1 to 65535");
        row("vxi11://a/inst0?port=", "port= is no whole number");
        row("vxi11://a/inst0?port=65536", "from 1 to 65535");
        row("vxi11://a/inst0?port=+7", "port=");
        row("vxi11://a/inst0?io_timeout=2s", "io_timeout=2s is no whole number from 1 to 600000");
        row("vxi11://a/inst0?lock=maybe", "lock=maybe is neither yes nor no");
        row("vxi11://a/inst0?termchar=256", "from 0 to 255");
        row("vxi11://a/inst0?speed=9", "there is no key \"speed\"; there are port, portmapper, io_timeout");
        row("vxi11://a/inst0?port=1&port=2", "port stands in it twice");
    }
    void badAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, why);
        try {
            Address::parse(text);
            QFAIL("it was taken");
        } catch (const podium::engine::Error &error) {
            QCOMPARE(error.kind(), podium::engine::ErrorKind::Refused);
            QVERIFY2(error.message().contains(text.section(QLatin1Char('?'), 0, 0)) && error.message().contains(why),
                     qPrintable(error.message()));
        }
    }
};

PODIUM_TEST_MAIN(Vxi11CodecTest)
#include "tst_vxi11codec.moc"
