// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
struct Hand : LinkFixture {
    Hand() { comeUp(); }
    engine::Task<QByteArray> send(const QByteArray &message, MessageClass messageClass)
    {
        return engine.run(QStringLiteral("by hand"), link->sendByHand(message, messageClass));
    }
};

struct Spy final : engine::LinkPort::Watcher {
    void traced(const TraceEntry &entry) override { texts << entry.text; }
    void linkRemoved() override { ++removed; }
    QByteArrayList texts;
    int removed = 0;
};

void hand(const char *sentence, void (*body)(Hand &))
{
    check(sentence, [body] {
        Hand f;
        body(f);
    });
}
} // namespace

/// A message that a person sends over a link, seen at the peer's end, and the watching of the traffic.
class TstHandMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messages_data()
    {
        checkTable();
        hand("All lines that come until the link is quiet are the reply", [](Hand &f) {
            f.channel->onMessage = [&f](const QByteArray &) {
                f.channel->deliver("one\n", 1ms);
                f.channel->deliver("two\nthree\n", 60ms);
            };
            const auto task = f.send("HELP", MessageClass::Read);
            f.advance(150ms);
            QVERIFY(!task.isFinished());
            f.advance(20ms);
            QCOMPARE(task.result(), QByteArray("one\ntwo\nthree"));
        });
        hand("A write that nothing answers has no reply, and the link goes on without a resynchronisation", [](Hand &f) {
            const auto task = f.send("SET 1", MessageClass::Write);
            const auto next = f.query("V?");
            f.advance(990ms);
            QVERIFY(!task.isFinished());
            QVERIFY2(!f.channel->messages().contains("V?"), "its answer could be taken for that of the message by hand");
            f.advance(20ms);
            QVERIFY(task.result().isNull());
            QCOMPARE(next.result(), Reply("V"));
            QCOMPARE(f.link->counters().resyncs, 0U);
            QCOMPARE(f.channel->connections, 1);
        });
        hand("A write that turns out to be a question is answered, and the next question gets its own answer", [](Hand &f) {
            const auto task = f.send("N?", MessageClass::Write);
            const auto next = f.query("V?");
            f.advance(200ms);
            QCOMPARE(task.result(), QByteArray("N"));
            QCOMPARE(next.result(), Reply("V"));
        });
        hand("A question that gets no answer is an error, and the link resynchronises", [](Hand &f) {
            f.mute.insert("N?");
            const auto task = f.send("N?", MessageClass::Read);
            f.advance(1100ms);
            QVERIFY2(ended(task).contains(QStringLiteral("did not answer")), qPrintable(ended(task)));
            QCOMPARE(f.link->counters().resyncs, 1U);
            QCOMPARE(f.link->state(), LinkState::Up);
        });
        hand("Half a line at the end of the time is no reply", [](Hand &f) {
            f.channel->onMessage = [&f](const QByteArray &message) { message == "*IDN?" ? f.answer(message) : f.channel->deliver("hal", 1ms); };
            const auto task = f.send("SET 1", MessageClass::Write);
            f.advance(1100ms);
            QVERIFY2(ended(task).contains(QStringLiteral("may have been executed")), qPrintable(ended(task)));
            QCOMPARE(f.link->counters().resyncs, 1U);
        });
        hand("A stop leaves at once while more of the reply is awaited, and each gets its own answer", [](Hand &f) {
            const auto task = f.send("N?", MessageClass::Read);
            f.advance(10ms);
            Reply acknowledged;
            f.link->urgentNow("STOP?", 1, [&](const ExchangeResult &result) { acknowledged = result.reply; });
            QCOMPARE(f.channel->messages().back(), QByteArray("STOP?"));
            f.advance(10ms);
            QCOMPARE(task.result(), QByteArray("N"));
            QCOMPARE(acknowledged, Reply("STOP"));
        });
        hand("A write is held back while STOP ALL is latched, a question is not", [](Hand &f) {
            f.engine.gate()->setLatched(true);
            const auto write = f.send("SET 1", MessageClass::Write);
            const auto question = f.send("N?", MessageClass::Read);
            f.advance(200ms);
            QVERIFY2(ended(write).contains(QStringLiteral("STOP ALL is latched")), qPrintable(ended(write)));
            QCOMPARE(question.result(), QByteArray("N"));
            QVERIFY(!f.channel->messages().contains("SET 1"));
        });
        hand("A write from before a STOP ALL does not leave", [](Hand &f) {
            f.channel->full = true;
            const auto task = f.send("SET 1", MessageClass::Write);
            f.engine.gate()->raiseEpoch();
            f.channel->makeRoom();
            f.advance(10ms);
            QCOMPARE(ended(task), QStringLiteral("cancelled"));
            QVERIFY(!f.channel->messages().contains("SET 1"));
        });
        hand("A cancelled message in flight leaves nothing behind for the next question", [](Hand &f) {
            f.mute.insert("N?");
            const auto task = f.send("N?", MessageClass::Write);
            f.advance(10ms);
            task.cancel();
            f.channel->deliver("N\n", 20ms);
            const auto next = f.query("V?");
            f.advance(400ms);
            QCOMPARE(ended(task), QStringLiteral("cancelled"));
            QCOMPARE(next.result(), Reply("V"));
        });
        hand("A line end that was typed is not doubled", [](Hand &f) {
            (void)f.send("N?\n", MessageClass::Read);
            f.advance(10ms);
            QCOMPARE(f.channel->sent.back().message, QByteArray("N?\n"));
        });
        hand("Over a link that is not up nothing is sent", [](Hand &f) {
            f.link->close();
            const auto task = f.send("N?", MessageClass::Read);
            f.advance(10ms);
            QVERIFY2(ended(task).contains(QStringLiteral("is not up")), qPrintable(ended(task)));
        });
    }
    void messages() { runCheck(); }

    void watching_data()
    {
        checkTable();
        hand("Who watches is told every message from then on, and nobody else is asked for", [](Hand &f) {
            Spy spy;
            const engine::LinkPort &port = *f.link;
            QVERIFY(!port.isWatched());
            (void)f.query("A?");
            f.advance(10ms);
            f.link->addWatcher(spy);
            (void)f.query("B?");
            f.advance(10ms);
            f.link->removeWatcher(spy);
            (void)f.query("C?");
            f.advance(10ms);
            QCOMPARE(spy.texts, QByteArrayList({"B?\n", "B"}));
            QCOMPARE(f.link->trace().back().text, QByteArray("C"));
        });
        hand("The trace knows whose task asked", [](Hand &f) {
            engine::TaskOptions options;
            options.owners = {QStringLiteral("psu/1")};
            const auto task = f.engine.run(QStringLiteral("poll"), f.link->query("A?"), options);
            f.advance(10ms);
            const auto trace = f.link->trace();
            QCOMPARE(trace[trace.size() - 2].device, QStringLiteral("psu/1"));
            QCOMPARE(trace.back().device, QStringLiteral("psu/1"));
            QCOMPARE(task.result(), Reply("A"));
        });
        hand("The end of the link is the last that is told", [](Hand &f) {
            Spy spy;
            f.link->addWatcher(spy);
            f.link.reset();
            QCOMPARE(spy.texts, QByteArrayList({"closed"}));
            QCOMPARE(spy.removed, 1);
        });
    }
    void watching() { runCheck(); }
};

PODIUM_TEST_MAIN(TstHandMessage)
#include "tst_handmessage.moc"
