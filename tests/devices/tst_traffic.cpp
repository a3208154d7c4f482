// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/traffictext.h"
#include "tests/devices/instrumentsamples.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
TraceEntry message(TraceKind kind, const QByteArray &bytes, const QByteArray &end = {}, engine::Duration at = {})
{
    TraceEntry entry;
    entry.kind = kind;
    entry.when = engine::TimePoint(at);
    entry.size = bytes.size();
    entry.text = bytes.first(std::min<qsizetype>(256, bytes.size()));
    entry.end = end;
    return entry;
}

/// One message as it is told, without its time.
QString told(const QByteArray &bytes, const QByteArray &end = {})
{
    return trafficLines({message(TraceKind::Received, bytes, end)}, {}).front().mid(23);
}

/// The traffic of the error with which a task ended, a line for each, without its columns and with a plain minus.
template <class T>
QString traffic(const engine::Task<T> &task)
{
    task.record()->observe();
    QStringList lines;
    for (const auto &line : task.info().traffic)
        lines << line.simplified().replace(QChar(0x2212), u'-');
    return lines.join(u'\n');
}

/// The end of a text.
QString tail(const QString &text, qsizetype lines)
{
    return text.split(u'\n').mid(text.count(u'\n') + 1 - lines).join(u'\n');
}

void link(const char *sentence, void (*body)(LinkFixture &))
{
    check(sentence, [body] {
        LinkFixture f;
        f.comeUp();
        body(f);
    });
}
} // namespace

/// What an error tells of the messages that went over its link just before it.
class TrafficTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytes_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QByteArray &message, const QByteArray &end, const QString &text) {
            QTest::newRow(name) << message << end << text;
        };
        row("text stands in quotes with its line end", "1.25", "\r\n", QStringLiteral("\"1.25\\r\\n\""));
        row("a tab, a quote and a backslash are escaped", "a\tb\"c\\d", "", QStringLiteral("\"a\\tb\\\"c\\\\d\""));
        row("one byte that is no text makes it hexadecimal", QByteArray("ab\0c", 4), "\n",
            QStringLiteral("hex 61 62 00 63 0a"));
        row("bytes of other alphabets are hexadecimal", "\xe4\xff", "", QStringLiteral("hex e4 ff"));
        row("an escape sequence is hexadecimal", "\x1b[2J", "", QStringLiteral("hex 1b 5b 32 4a"));
        row("nothing is an empty text", "", "", QStringLiteral("\"\""));
        row("as much as fits is whole", QByteArray(96, 'x'), "", u'"' + QString(96, u'x') + u'"');
        row("what is longer is cut and counted", QByteArray(5000, 'x'), "\n",
            u'"' + QString(96, u'x') + QStringLiteral("\"... (5001 bytes)"));
        row("hexadecimal is cut at 32 bytes", QByteArray(33, '\x01'), "",
            QStringLiteral("hex ") + QStringLiteral("01 ").repeated(32).trimmed() + QStringLiteral("... (33 bytes)"));
        row("markup stays letters", "<b>%1&amp;", "", QStringLiteral("\"<b>%1&amp;\""));
    }
    void bytes()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, end);
        QTEST(told(message, end), "text");
    }

    void timesAreBeforeNowAndStandInAColumn()
    {
        const auto lines =
            trafficLines({message(TraceKind::Connected, {}, {}, 0s), message(TraceKind::Sent, "A?", "\n", 118'500ms),
                          message(TraceKind::TimedOut, "A?", "\n", 120s)},
                         engine::TimePoint(120s));
        QCOMPARE(lines, (QStringList{QStringLiteral("\u2212120.0000 s  connected"),
                                     QStringLiteral(" \u22121.5000 s  sent       \"A?\\n\""),
                                     QStringLiteral("  0.0000 s  no answer  \"A?\\n\"")}));
    }

    void errors_data()
    {
        checkTable();
        link("A timeout tells what was sent, and that nothing came", [](LinkFixture &f) {
            f.mute.insert("VOLT?");
            const auto task = f.query("VOLT?");
            f.advance(2s);
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Timeout);
            QCOMPARE(tail(traffic(task), 2), QStringLiteral("-1.0000 s sent \"VOLT?\\n\"\n"
                                                            "0.0000 s no answer \"VOLT?\\n\""));
        });
        link("It tells the exchanges before it too, with their times and their line ends", [](LinkFixture &f) {
            f.channel->onMessage = [&f](const QByteArray &message) {
                if (message == "A?")
                    f.channel->deliver("1.5\r\n", 250ms);
            };
            (void)f.query("A?");
            f.advance(250ms);
            const auto task = f.query("B?");
            f.advance(1s);
            QCOMPARE(tail(traffic(task), 4), QStringLiteral("-1.2500 s sent \"A?\\n\"\n"
                                                            "-1.0000 s received \"1.5\\r\\n\"\n"
                                                            "-1.0000 s sent \"B?\\n\"\n"
                                                            "0.0000 s no answer \"B?\\n\""));
        });
        link("Half an answer is told: its bytes, and that it did not end", [](LinkFixture &f) {
            f.mute.insert("VOLT?");
            f.channel->deliver("12.", 500ms);
            const auto task = f.query("VOLT?");
            f.advance(1s);
            QCOMPARE(tail(traffic(task), 3), QStringLiteral("-1.0000 s sent \"VOLT?\\n\"\n"
                                                            "0.0000 s unfinished \"12.\"\n"
                                                            "0.0000 s no answer \"VOLT?\\n\""));
        });
        link("Of an answer of several lines those that came are told", [](LinkFixture &f) {
            f.mute.insert("ALL?");
            ReplyShape three;
            three.lines = 3;
            const auto task = f.engine.run(QStringLiteral("all"), f.link->query("ALL?", MessageClass::Read, {}, three));
            f.channel->deliver("one\ntwo\n", 100ms);
            f.advance(1s);
            QCOMPARE(tail(traffic(task), 4), QStringLiteral("-1.0000 s sent \"ALL?\\n\"\n"
                                                            "-0.9000 s received \"one\\n\"\n"
                                                            "-0.9000 s received \"two\\n\"\n"
                                                            "0.0000 s no answer \"ALL?\\n\""));
        });
        link("A loss tells the reason after the last message", [](LinkFixture &f) {
            f.mute.insert("VOLT?");
            const auto task = f.query("VOLT?");
            f.channel->hangUp(QStringLiteral("the peer closed"), 300ms);
            f.advance(1s);
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Disconnected);
            QCOMPARE(tail(traffic(task), 2), QStringLiteral("-0.3000 s sent \"VOLT?\\n\"\n"
                                                            "0.0000 s lost the peer closed"));
            QCOMPARE(f.link->trace().front().kind, TraceKind::Connected);
        });
        link("What breaks the framing is told in hexadecimal", [](LinkFixture &f) {
            f.mute.insert("WAVE?");
            const auto task = f.query("WAVE?");
            f.channel->deliver("#2x\x01", 5ms);
            f.advance(10ms);
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Device);
            QCOMPARE(tail(traffic(task), 2), QStringLiteral("-0.0050 s sent \"WAVE?\\n\"\n"
                                                            "0.0000 s unfinished hex 23 32 78 01"));
        });
        link("An answer that comes too late, and one that nobody asked for, are told as such", [](LinkFixture &f) {
            f.mute.insert("A?");
            const auto first = f.query("A?");
            f.advance(1ms);
            first.cancel();
            f.channel->deliver("late\n", 100ms);
            f.advance(150ms);
            f.channel->deliver("tick\n");
            f.advance(0ms);
            f.mute.insert("B?");
            const auto task = f.query("B?");
            f.advance(1s);
            const auto lines = traffic(task);
            QVERIFY2(lines.contains(QStringLiteral("late \"late\\n\"")), qPrintable(lines));
            QVERIFY2(lines.contains(QStringLiteral("unasked \"tick\\n\"")), qPrintable(lines));
        });
        link("A message to a link that is down tells the traffic up to its end", [](LinkFixture &f) {
            f.channel->peer = ScriptedChannel::Peer::Refuses;
            f.channel->hangUp(QStringLiteral("gone"));
            f.advance(1ms);
            const auto task = f.query("VOLT?");
            f.advance(1ms);
            QVERIFY2(traffic(task).contains(QStringLiteral("lost gone")), qPrintable(traffic(task)));
        });
        link("No more than the last 20 messages are told", [](LinkFixture &f) {
            for (int i = 0; i < 30; ++i)
                (void)f.query("A?"), f.advance(2ms);
            f.mute.insert("B?");
            const auto task = f.query("B?");
            f.advance(1s);
            QCOMPARE(traffic(task).count(u'\n'), 19);
        });
        link("The trace keeps the last messages in order when it is full", [](LinkFixture &f) {
            for (int i = 0; i < 400; ++i)
                (void)f.query("A?"), f.advance(2ms);
            const auto trace = f.link->trace();
            QCOMPARE(trace.size(), std::size_t(500));
            for (std::size_t i = 1; i < trace.size(); ++i)
                QCOMPARE(trace[i].number, trace[i - 1].number + 1);
            QCOMPARE(trace.back().text, QByteArray("A"));
        });
    }
    void errors() { runCheck(); }

    void listeners_data()
    {
        checkTable();
        static const auto stop = [](LinkFixture &f) { f.link->urgentNow("STOP?", 1, [](const ExchangeResult &) {}); };
        link("Who is told that a message was sent may send a stop at once, and gets no answer of its", [](LinkFixture &f) {
            QObject listener;
            QObject::connect(f.link.get(), &MessageLink::messageTraced, &listener, [&f](const TraceEntry &entry) {
                if (entry.kind == TraceKind::Sent && entry.text.startsWith("A?"))
                    stop(f);
            });
            const auto task = f.query("A?");
            f.advance(10ms);
            QCOMPARE(task.result(), Reply("A"));
        });
        link("Who is told of an answer may send a stop at once, and it does not hold the answer back", [](LinkFixture &f) {
            f.mute.insert("STOP?");
            QObject listener;
            QObject::connect(f.link.get(), &MessageLink::messageTraced, &listener, [&f](const TraceEntry &entry) {
                if (entry.kind == TraceKind::Received && entry.text == "A")
                    stop(f);
            });
            const auto task = f.query("A?");
            f.advance(10ms);
            QVERIFY(f.channel->messages().contains("STOP?"));
            QCOMPARE(ended(task), QStringLiteral("succeeded"));
        });
    }
    void listeners() { runCheck(); }

    void instruments_data()
    {
        checkTable();
        check("A write that the instrument rejects tells the question, and what it answered", [] {
            Axis f;
            f.add();
            f.comeUp();
            const QByteArray tooFast = "-222,\"too fast\"";
            bool wasTold = false;
            f.onMessage = [&](const QByteArray &message) {
                if (message == "VEL x 1")
                    f.replies["ERR?"] = tooFast;
                else if (message == "ERR?" && f.replies["ERR?"] == tooFast && std::exchange(wasTold, true))
                    f.replies["ERR?"] = "0,\"none\"";
            };
            const auto task = f.set("a.velocity", engine::Quantity(1, engine::Unit::parse(QStringLiteral("mm/s"))));
            f.advance(1s);
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Device);
            QVERIFY2(traffic(task).contains(QStringLiteral("sent \"VEL x 1\\n\"")), qPrintable(traffic(task)));
            const auto answer = QStringLiteral("received \"-222,\\\"too fast\\\"\\n\"");
            QVERIFY2(traffic(task).contains(answer), qPrintable(traffic(task)));
        });
        check("A reading in whose answer is no value tells the answer", [] {
            Axis f;
            f.add();
            f.comeUp();
            f.replies["POS? x"] = "junk";
            const auto task = f.run(engine::operations::read(f.core.bench, {QStringLiteral("a"), QStringLiteral("position")}));
            f.advance(100ms);
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Device);
            QVERIFY2(traffic(task).contains(QStringLiteral("received \"junk\\n\"")), qPrintable(traffic(task)));
        });
        check("A device that is lost tells what went over its link before", [] {
            Axis f;
            auto &device = f.add();
            f.comeUp();
            QVERIFY(device.stateTraffic().isEmpty());
            f.channel->hangUp(QStringLiteral("gone"));
            f.advance(1ms);
            QCOMPARE(device.state(), engine::DeviceState::Disconnected);
            QVERIFY2(device.stateTraffic().last().simplified().endsWith(QStringLiteral("lost gone")),
                     qPrintable(device.stateTraffic().join(u'\n')));
            QCOMPARE(engine::statusOf(device).traffic, device.stateTraffic());
        });
    }
    void instruments() { runCheck(); }
};

PODIUM_TEST_MAIN(TrafficTest)
#include "tst_traffic.moc"
