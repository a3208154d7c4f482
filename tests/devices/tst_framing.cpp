// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/framer.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using podium::devices::Framer;
using podium::devices::Framing;
using podium::devices::ReplyShape;

namespace
{
/// What comes out of a stream that arrives in pieces of this size; a fault is the last entry.
QByteArrayList cut(const Framing &framing, const QByteArray &stream, qsizetype piece)
{
    Framer framer(framing);
    QByteArrayList messages;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        framer.append(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at)));
        while (const auto message = framer.next())
            messages << *message;
    }
    if (!framer.fault().isEmpty())
        messages << "fault: " + framer.fault().toLatin1();
    if (framer.hasPartial())
        messages << "partial";
    return messages;
}

QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromLatin1(text));
}
} // namespace

class FramingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamBecomesTheSameMessagesHoweverItIsSliced_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("messages");
        QTest::addColumn<QByteArrayList>("ends");
        QTest::addColumn<bool>("blocks");
        const QByteArrayList both{"\r\n", "\n"};
        QTest::newRow("a line ends with a line feed") << QByteArray("1.5\n") << QByteArrayList{"1.5"} << both << true;
        QTest::newRow("a line ends with carriage return and line feed") << QByteArray("1.5\r\n") << QByteArrayList{"1.5"} << both << true;
        QTest::newRow("both ends may be mixed") << QByteArray("a\r\nb\nc\r\n") << QByteArrayList{"a", "b", "c"} << both << true;
        QTest::newRow("merged replies are told one by one") << QByteArray("1\n2\n3\n4\n5\n") << QByteArrayList{"1", "2", "3", "4", "5"} << both << true;
        QTest::newRow("an empty line is a message") << QByteArray("\n\nx\n") << QByteArrayList{"", "", "x"} << both << true;
        QTest::newRow("an unfinished line is no message") << QByteArray("a\nb") << QByteArrayList{"a", "partial"} << both << true;
        QTest::newRow("a carriage return inside a line stays") << QByteArray("a\rb\n") << QByteArrayList{"a\rb"} << both << true;
        QTest::newRow("a single carriage return may be the end") << QByteArray("a\rb\r") << QByteArrayList{"a", "b"} << QByteArrayList{"\r"} << true;
        QTest::newRow("a prompt may be an end too") << QByteArray("5.0\r\n> \r\n> ") << QByteArrayList{"5.0", "", "", ""} << QByteArrayList{"\r\n", "> "} << true;
        QTest::newRow("line ends inside a block are data") << QByteArray("#15a\nb\r\n\n1\n") << QByteArrayList{"#15a\nb\r\n", "1"} << both << true;
        QTest::newRow("a block may end with carriage return and line feed") << QByteArray("#213\n\n\n\n\n\n\n\n\n\n\n\n\n\r\nz\n") << QByteArrayList{QByteArray("#213") + QByteArray(13, '\n'), "z"} << both << true;
        QTest::newRow("a block of no bytes is a message") << QByteArray("#10\n") << QByteArrayList{"#10"} << both << true;
        QTest::newRow("a hexadecimal number is no block") << QByteArray("#H1F\n#B01\n#0\n#\n") << QByteArrayList{"#H1F", "#B01", "#0", "#"} << both << true;
        QTest::newRow("a number sign inside a line begins no block") << QByteArray("no #15 here\n") << QByteArrayList{"no #15 here"} << both << true;
        QTest::newRow("a link without blocks takes them as text") << QByteArray("#15a\nb\n") << QByteArrayList{"#15a", "b"} << both << false;
        QTest::newRow("a malformed block header breaks the framing") << QByteArray("ok\n#3x00\n1\n") << QByteArrayList{"ok", "fault: the block header \"#3x\" is malformed"} << both << true;
        QTest::newRow("a block with something behind it breaks the framing") << QByteArray("#12abX\n1\n") << QByteArrayList{"fault: a block of 2 bytes is not followed by a line end"} << both << true;
        QTest::newRow("a block beyond the cap is refused at its header") << QByteArray("#512345") << QByteArrayList{"fault: a block of 12345 bytes is longer than 64 bytes (the cap of the link)"} << both << true;
        QTest::newRow("a line of exactly the cap is a message") << QByteArray(64, 'x') + "\n" << QByteArrayList{QByteArray(64, 'x')} << both << true;
        QTest::newRow("a line beyond the cap breaks the framing") << QByteArray(66, 'x') + "\n1\n" << QByteArrayList{"fault: a line is longer than 64 bytes (the cap of the link)"} << both << true;
    }
    void streamBecomesTheSameMessagesHoweverItIsSliced()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, messages);
        QFETCH(QByteArrayList, ends);
        QFETCH(bool, blocks);
        Framing framing;
        framing.receiveEnds.assign(ends.begin(), ends.end());
        framing.blocks = blocks;
        framing.cap = 64;
        for (qsizetype piece = 1; piece <= stream.size(); ++piece)
            QCOMPARE(cut(framing, stream, piece), messages);
    }

    void thePeerMayMarkTheEndOfAMessage_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("messages");
        const auto row = [](const char *name, const QByteArray &stream, const QByteArrayList &messages) {
            QTest::newRow(name) << stream << messages;
        };
        row("a line with its end needs no mark", "1.5\n", {"1.5"});
        row("a line without an end is told at the mark", "1.5", {"1.5"});
        row("half an end at the mark is an end", "1.5\r", {"1.5"});
        row("of two lines the last may lack its end", "a\nb", {"a", "b"});
        row("a block needs no line end", "#15a\nb\n\n", {"#15a\nb\n\n"});
        row("a block may have one", "#15a\nb\n\n\n", {"#15a\nb\n\n"});
        row("a block of line feeds is whole", "#13\n\n\n", {"#13\n\n\n"});
        row("a block that lacks one byte is broken", "#15abcd", {"fault: a block ended after 7 bytes, before it was whole"});
        row("a block that lacks its count is broken", "#51", {"fault: the block header \"#51\" is malformed"});
        row("a number sign alone is text", "#", {"#"});
    }
    void thePeerMayMarkTheEndOfAMessage()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, messages);
        Framer framer({});
        framer.append(stream);
        QByteArrayList told;
        while (const auto message = framer.next())
            told << *message;
        if (const auto message = framer.finish())
            told << *message;
        if (!framer.fault().isEmpty())
            told << "fault: " + framer.fault().toLatin1();
        QCOMPARE(told, messages);
        QVERIFY(!framer.hasPartial());
        framer.reset();
        framer.append("2\n");
        QCOMPARE(framer.next(), std::optional<QByteArray>("2"));
    }

    void nothingIsToldAfterAFaultUntilTheStreamBeginsAnew()
    {
        Framer framer({});
        framer.append("#1x\n5\n");
        QVERIFY(!framer.next());
        framer.append("6\n");
        QVERIFY(!framer.next());
        framer.reset();
        framer.append("7\n");
        QCOMPARE(framer.next(), std::optional<QByteArray>("7"));
    }

    void anEndlessLineCostsNoMoreThanTheCap()
    {
        Framing framing;
        framing.cap = 1000;
        Framer framer(framing);
        const QByteArray flood(100, 'x');
        int appended = 0;
        for (; framer.fault().isEmpty() && appended < 1000; ++appended) {
            framer.append(flood);
            QVERIFY(!framer.next());
        }
        QCOMPARE(appended, 11);
        QVERIFY(!framer.hasPartial());
    }

    void manyMessagesInOnePieceAreCutInLinearTime()
    {
        QByteArray stream;
        for (int i = 0; i < 200000; ++i)
            stream += QByteArray::number(i) + '\n';
        const auto messages = cut({}, stream, stream.size());
        QCOMPARE(messages.size(), 200000);
        QCOMPARE(messages.last(), QByteArray("199999"));
    }

    void lineEndsThatCannotWorkAreRefused_data()
    {
        QTest::addColumn<QByteArrayList>("ends");
        QTest::newRow("none at all") << QByteArrayList{};
        QTest::newRow("an empty one") << QByteArrayList{"\n", ""};
        QTest::newRow("one that begins another") << QByteArrayList{"\r", "\r\n"};
        QTest::newRow("the same one twice") << QByteArrayList{"\n", "\n"};
    }
    void lineEndsThatCannotWorkAreRefused()
    {
        QFETCH(QByteArrayList, ends);
        Framing framing;
        framing.receiveEnds.assign(ends.begin(), ends.end());
        QVERIFY_THROWS_EXCEPTION(podium::engine::Error, Framer{framing});
    }

    void replyEndsWhereItsShapeSays_data()
    {
        QTest::addColumn<int>("lines");
        QTest::addColumn<QByteArrayList>("stream");
        QTest::addColumn<int>("endsAfter");
        QTest::newRow("one line") << 1 << QByteArrayList{"1", "2"} << 1;
        QTest::newRow("two lines") << 2 << QByteArrayList{"30.0", "12.0", "x"} << 2;
        QTest::newRow("an error ends two lines early") << 2 << QByteArrayList{"RPRT -1", "x"} << 1;
        QTest::newRow("as many lines as come before the last") << 0 << QByteArrayList{"a", "b", "c", "RPRT 0", "x"} << 4;
    }
    void replyEndsWhereItsShapeSays()
    {
        QFETCH(int, lines);
        QFETCH(QByteArrayList, stream);
        QFETCH(int, endsAfter);
        const ReplyShape shape{lines, pattern("^RPRT -?\\d+$"), {}};
        int count = 0;
        for (const auto &line : std::as_const(stream)) {
            if (shape.endsWith(line, ++count))
                break;
        }
        QCOMPARE(count, endsAfter);
    }

    void replyBeginsWithALineThatFits()
    {
        const ReplyShape shape{1, pattern("^ERR"), pattern("^A7 ")};
        QVERIFY(shape.accepts("A7 5"));
        QVERIFY(shape.accepts("ERR 3"));
        QVERIFY(!shape.accepts("A6 5"));
        QVERIFY(ReplyShape{}.accepts("anything"));
    }
};

PODIUM_TEST_MAIN(FramingTest)
#include "tst_framing.moc"
