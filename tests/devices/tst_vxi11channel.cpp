// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/support/vxi11fixture.h"

using namespace podium;
using devices::LinkState;
using devices::MessageClass;
using devices::MessageLink;
using devices::Reply;
using tests::Vxi11Server;

/// A link over VXI-11; the judge of every row is what the server was called for.
class Vxi11ChannelTest : public QObject, private tests::Vxi11Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void linkComesUpAsksAndIsDestroyed()
    {
        Vxi11Server server;
        auto scope = link(server.address());
        COMES_UP(scope);
        QCOMPARE(server.calls, QByteArrayList({"create_link inst0", "device_clear", "device_write *IDN?", "device_read"}));
        server.onMessage = [&](const QByteArray &message) { server.say(message.toLower()); };
        for (const QByteArray &message : {"VOLT?", "CURR?"}) {
            const auto task = ask(*scope, message);
            QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
            QCOMPARE(task.result(), message.toLower());
        }
        const auto sent = engine.run(QStringLiteral("w"), scope->send("VOLT 1", MessageClass::Write));
        QTRY_VERIFY_WITH_TIMEOUT(server.messages.contains("VOLT 1\n"), eventually);
        QVERIFY(!server.calls.last().startsWith("device_read")); // nobody asked
        scope.reset();
        QTRY_COMPARE_WITH_TIMEOUT(server.calls.last(), QByteArray("destroy_link"), eventually);
    }

    void portmapperTellsThePort()
    {
        Vxi11Server server;
        const auto scope = link(server.address(true));
        COMES_UP(scope);
    }

    void replyIsByteExactHoweverItEnds_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<qsizetype>("piece");
        QByteArray noise;
        for (int i = 0; i < 100'000; ++i)
            noise += static_cast<char>((i * 2654435761U) >> 13);
        const auto block = "#6100000" + noise;
        const auto ending = block.chopped(1) + '\n';
        const qsizetype whole = 1 << 20;
        QTest::newRow("a block of 100,000 bytes that END ends") << block << block << whole;
        QTest::newRow("a block of 100,000 bytes with a line feed and END") << block + '\n' << block << whole;
        QTest::newRow("a block with carriage return, line feed and END") << block + "\r\n" << block << whole;
        QTest::newRow("a block whose last byte is a line feed, ended by END") << ending << ending << whole;
        QTest::newRow("the same with a line feed behind it") << ending + '\n' << ending << whole;
        QTest::newRow("a block that comes in pieces of 999 bytes") << block << block << qsizetype(999);
        QTest::newRow("a block in pieces with a line feed") << block + '\n' << block << qsizetype(4096);
        QTest::newRow("a line that END ends") << QByteArray("12.5") << QByteArray("12.5") << whole;
        QTest::newRow("a line with a line feed, byte by byte") << QByteArray("12.5\n") << QByteArray("12.5") << qsizetype(1);
        QTest::newRow("END without a byte is an empty line") << QByteArray("") << QByteArray("") << whole;
    }
    void replyIsByteExactHoweverItEnds()
    {
        QFETCH(QByteArray, reply);
        QFETCH(qsizetype, piece);
        Vxi11Server server;
        server.longestRead = piece;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.onMessage = [&](const QByteArray &message) { server.say(message == "DATA?\n" ? reply : "next"); };
        const auto task = ask(*scope, "DATA?");
        const auto next = ask(*scope, "NEXT?"); // nothing is left over
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished(), eventually);
        QTEST(task.result(), "wanted");
        QCOMPARE(next.result(), Reply("next"));
        QCOMPARE(scope->counters().unsolicited + scope->counters().duplicates, 0U);
    }

    void aBlockThatIsBrokenIsAnError_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("it ends early") << QByteArray("#15abc") << QByteArray("a block ended after 6 bytes, before it was whole");
        QTest::newRow("its header is malformed") << QByteArray("#3x00") << QByteArray("the block header \"#3x\" is malformed");
    }
    void aBlockThatIsBrokenIsAnError()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QByteArray, why);
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        const auto identify = server.onMessage;
        server.onMessage = [&](const QByteArray &message) { message == "DATA?\n" ? server.say(reply) : identify(message); };
        const auto task = ask(*scope, "DATA?");
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
        QVERIFY2(failure(task).contains(why), failure(task).constData());
        COMES_UP(scope);
        QCOMPARE(server.calls.count("device_clear"), 2);
        QCOMPARE(server.connections(), 1);
        QCOMPARE(scope->counters().unsolicited, 0U);
    }

    void anEndCharacterEndsAReadToo()
    {
        Vxi11Server server;
        const auto scope = link(server.address() + QStringLiteral("&termchar=10"));
        COMES_UP(scope);
        server.onMessage = [&](const QByteArray &) { server.say("12.5\n", false); };
        const auto task = ask(*scope, "VOLT?");
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
        QCOMPARE(task.result(), Reply("12.5"));
    }

    void longMessageIsSplitAndEndsOnce()
    {
        Vxi11Server server;
        server.longestWrite = 1000;
        const auto scope = link(server.address());
        COMES_UP(scope);
        const QByteArray wave(2999, 'w'); // with its line end exactly three pieces
        const auto sent = engine.run(QStringLiteral("w"), scope->send(wave, MessageClass::Write));
        QTRY_COMPARE_WITH_TIMEOUT(server.messages.last(), wave + '\n', eventually);
        QCOMPARE(server.calls.count("device_write " + QByteArray(40, 'w')), 3);
    }

    void aSlowReplyIsAwaitedOverSeveralReads()
    {
        Vxi11Server server;
        const auto scope = link(server.address() + QStringLiteral("&io_timeout=20"));
        COMES_UP(scope);
        const auto task = ask(*scope, "SLOW?");
        QTRY_VERIFY_WITH_TIMEOUT(server.calls.count("device_read") > 4, eventually);
        server.say("done\n");
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
        QCOMPARE(task.result(), Reply("done"));
    }

    void stateOfAnInstrumentThatCannotBeReachedSaysWhy_data()
    {
        QTest::addColumn<quint32>("error");
        QTest::addColumn<QString>("why");
        const auto row = [](quint32 error, const char *why) { QTest::newRow(why) << error << QString::fromLatin1(why); };
        row(3, "no VXI-11 link to inst0: there is no such device, or it is not accessible (VXI-11 error 3)");
        row(9, "no VXI-11 link to inst0: it has no room for another link; end another program that uses it (VXI-11 error 9)");
        row(11, "no VXI-11 link to inst0: another program has locked it (VXI-11 error 11)");
    }
    void stateOfAnInstrumentThatCannotBeReachedSaysWhy()
    {
        QFETCH(quint32, error);
        QFETCH(QString, why);
        Vxi11Server server;
        server.createError = error;
        const auto scope = link(server.address());
        QTRY_VERIFY_WITH_TIMEOUT(scope->why().contains(why), eventually);
        server.createError = 0;
        scope->connectNow();
        COMES_UP(scope);
    }

    void malformedAnswersEndTheStreamAndItComesBack_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("why");
        const auto record = [](const char *digits) { return devices::vxi11::markedRecord(QByteArray::fromHex(digits)); };
        QTest::newRow("text") << QByteArray("HTTP/1.0 400 Bad Request\r\n\r\n") << QStringLiteral("so it does not speak ONC RPC");
        QTest::newRow("a record that is no answer") << record("00000001") << QStringLiteral("a record that is no answer of ONC RPC");
        QTest::newRow("an answer to a call that nobody made")
            << record("00001111 00000001 00000000 00000000 00000000 00000000 00000000 00000000")
            << QStringLiteral("it answered call 4369, which nobody made");
        QTest::newRow("an empty record") << record("") << QStringLiteral("a record that is no answer of ONC RPC");
        QTest::newRow("a write that took more than it got")
            << record("00000003 00000001 00000000 00000000 00000000 00000000 00000000 00001111")
            << QStringLiteral("its answer to device_write is malformed");
        QTest::newRow("a write that took nothing")
            << record("00000003 00000001 00000000 00000000 00000000 00000000 00000000 00000000")
            << QStringLiteral("its answer to device_write is malformed");
        QTest::newRow("a procedure that it does not know")
            << record("00000003 00000001 00000000 00000000 00000000 00000003") << QStringLiteral("device_write failed: it does not know this procedure");
    }
    void malformedAnswersEndTheStreamAndItComesBack()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QString, why);
        Vxi11Server server;
        server.rawAnswer = raw;
        server.rawAnswerTo = "device_write";
        const auto scope = link(server.address());
        QStringList told;
        connect(scope.get(), &MessageLink::stateChanged, this, [&](LinkState, const QString &text) { told << text; });
        QTRY_VERIFY2_WITH_TIMEOUT(told.join(QLatin1Char('|')).contains(why), qPrintable(told.join(QLatin1Char('|'))), eventually);
        COMES_UP(scope);
    }
};

PODIUM_TEST_MAIN(Vxi11ChannelTest)
#include "tst_vxi11channel.moc"
