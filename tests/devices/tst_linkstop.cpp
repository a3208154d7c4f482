// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::ExchangeResult;
using devices::LinkState;
using devices::MessageClass;
using devices::Reply;
using tests::ended;
using tests::LinkFixture;

namespace
{
engine::Task<> write(LinkFixture &f, const QByteArray &message)
{
    return f.engine.run(QStringLiteral("write"), f.link->send(message, MessageClass::Write));
}
} // namespace

class LinkStopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopOvertakesTheQueueAndDoesNotWaitForTheReplyInFlight()
    {
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?", MessageClass::Read, 10s);
        const auto queued = f.query("A?");
        f.advance(100ms);
        const auto written = f.link->urgentNow("ABORT", 0, [](const ExchangeResult &) {});
        QCOMPARE(written, std::optional(f.engine.now()));
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "SLOW?", "ABORT"}));
        QCOMPARE(f.channel->sent.back().when, f.engine.now());
        f.channel->deliver("SLOW\n", 1s);
        f.advance(2s);
        QVERIFY(slow.result() == Reply("SLOW") && queued.result() == Reply("A"));
    }

    void stopPassesEvenWhileTheSystemTakesNoMoreBytes()
    {
        LinkFixture f;
        f.comeUp();
        f.channel->full = true;
        const auto queued = write(f, "VOLT 1");
        f.link->urgentNow("ABORT", 0, [](const ExchangeResult &) {});
        QCOMPARE(f.channel->messages().last(), QByteArray("ABORT"));
        QVERIFY(!queued.isFinished());
    }

    void replyToAStopComesAfterTheOneThatWasPending()
    {
        LinkFixture f;
        f.mute = {"SLOW?", "STOP?"};
        f.comeUp();
        const auto slow = f.query("SLOW?");
        const auto stop = f.query("STOP?", MessageClass::Stop);
        f.channel->deliver("SLOW\nSTOP\n", 5ms);
        f.advance(5ms);
        QVERIFY(slow.result() == Reply("SLOW") && stop.result() == Reply("STOP"));
    }

    void receiptOfAStopIsToldOnceAndLater()
    {
        LinkFixture f;
        f.mute = {"STOP?"};
        f.comeUp();
        std::vector<ExchangeResult> receipts;
        const auto keep = [&](const ExchangeResult &receipt) { receipts.push_back(receipt); };
        f.link->urgentNow("ABORT", 0, keep);
        QVERIFY(receipts.empty());
        f.advance(0ms);
        QCOMPARE(receipts.size(), 1u);
        f.link->urgentNow("STOP?", 2, keep);
        f.channel->deliver("1\n2\n", 5ms);
        f.advance(5s);
        QCOMPARE(receipts.size(), 2u);
        QCOMPARE(receipts.back().reply, Reply("1\n2"));
        QVERIFY(!receipts.back().error);
    }

    void pendingReplyThatBreaksItsDeadlineMakesTheLinkResynchronise()
    {
        LinkFixture f;
        f.mute = {"SLOW?", "STOP?"};
        f.comeUp();
        const auto slow = f.query("SLOW?");
        f.advance(500ms);
        const auto stop = f.engine.run(QStringLiteral("stop"), f.link->urgent("STOP?", 1));
        f.advance(600ms);
        QVERIFY(ended(slow).contains(QStringLiteral("did not answer")));
        const auto receipt = stop.result();
        QVERIFY(receipt.written.has_value());
        QVERIFY(receipt.error);
        const auto next = f.query("A?");
        f.advance(10ms);
        QCOMPARE(next.result(), Reply("A"));
        QCOMPARE(f.channel->connections, 2);
    }

    void stopThatWaitsBehindALongReplyDoesNotBreakIt()
    {
        LinkFixture f;
        f.mute = {"*OPC?", "STOP?"};
        f.comeUp();
        const auto busy = f.query("*OPC?", MessageClass::Read, 60s);
        const auto stop = f.query("STOP?", MessageClass::Stop, 1s);
        f.channel->deliver("1\n", 30s);
        f.channel->deliver("STOP\n", 30s + 100ms);
        f.advance(2s);
        QVERIFY(ended(stop).endsWith(QStringLiteral("it may have been executed.")));
        f.advance(29s);
        QCOMPARE(busy.result(), Reply("1"));
        const auto next = f.query("A?");
        f.advance(10ms);
        QCOMPARE(next.result(), Reply("A"));
        QCOMPARE(f.channel->connections, 1);
    }

    void stopWhileDownIsRememberedAndIsTheFirstBytesAfterTheReconnect()
    {
        LinkFixture f;
        f.mute = {"STOP?"};
        std::vector<ExchangeResult> receipts;
        QVERIFY(!f.link->urgentNow("STOP?", 1, [&](const ExchangeResult &receipt) { receipts.push_back(receipt); }));
        const auto task = f.engine.run(QStringLiteral("stop"), f.link->urgent("OUTP OFF"));
        f.advance(60s);
        QVERIFY(!task.isFinished());
        f.link->open();
        f.advance(0ms);
        QCOMPARE(f.channel->messages(), (QByteArrayList{"STOP?", "OUTP OFF", "*IDN?"}));
        QVERIFY(task.info().succeeded());
        f.channel->deliver("DONE\n");
        f.advance(2ms);
        QCOMPARE(f.link->state(), LinkState::Up);
        QCOMPARE(receipts.size(), 1u);
        QCOMPARE(receipts.front().reply, Reply("DONE"));
    }

    void stopDuringTheIdentityCheckIsWrittenAtOnceAndItsReplyAnswersNobodyElse()
    {
        LinkFixture f;
        f.mute = {"STOP?"};
        f.channel->onMessage = {};
        f.link->open();
        f.advance(1ms);
        QCOMPARE(f.link->state(), LinkState::Identifying);
        const auto stop = f.query("STOP?", MessageClass::Stop);
        const auto next = f.query("A?");
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "STOP?"}));
        f.channel->onMessage = [&f](const QByteArray &message) { f.answer(message); };
        f.channel->deliver("ACME,1\n", 1ms);
        f.channel->deliver("STOP\n", 50ms);
        f.advance(60ms);
        QCOMPARE(stop.result(), Reply("STOP"));
        QCOMPARE(next.result(), Reply("A"));
    }

    void stopWhileDrainingIsWrittenAtOnceAndItsReplyAnswersNobodyElse_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("answersAfter");
        for (const int at : {1, 50, 100, 101, 102, 150, 199, 201, 250})
            for (const int after : {1, 60, 120})
                QTest::addRow("%d ms after the timeout, answered %d ms later", at, after) << at << after;
    }
    void stopWhileDrainingIsWrittenAtOnceAndItsReplyAnswersNobodyElse()
    {
        QFETCH(int, at);
        QFETCH(int, answersAfter);
        auto policy = LinkFixture::known();
        policy.resync = devices::Resync::Drain;
        LinkFixture f(policy);
        f.mute = {"SLOW?", "STOP?"};
        f.comeUp();
        const auto slow = f.query("SLOW?", MessageClass::Read, 100ms);
        const auto next = f.query("A?");
        f.advance(100ms);
        f.advance(std::chrono::milliseconds(at));
        const auto delay = std::chrono::milliseconds(answersAfter);
        f.link->urgentNow("STOP?", 1, [](const ExchangeResult &) {});
        QCOMPARE(f.channel->sent.back().when, f.engine.now());
        f.channel->deliver("STOP\n", delay);
        f.busyUntil = f.engine.now() + delay + 1ms; // it answers in order
        f.advance(3s);
        QCOMPARE(next.result(), Reply("A"));
        QVERIFY(ended(slow).contains(QStringLiteral("did not answer")));
    }

    void stopIsSentEvenIfItsTaskIsCancelled()
    {
        LinkFixture f;
        const auto task = f.engine.run(QStringLiteral("stop"), f.link->urgent("ABORT"));
        task.cancel();
        f.comeUp();
        QCOMPARE(ended(task), QStringLiteral("cancelled"));
        QCOMPARE(f.channel->messages().first(), QByteArray("ABORT"));
    }

    void queuedWriteOlderThanTheEpochNeverLeaves()
    {
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?");
        const auto move = write(f, "MOVE 5");
        const auto read = f.query("A?");
        const auto harmless = f.engine.run(QStringLiteral("h"), f.link->send("DISP ON", MessageClass::Harmless));
        f.engine.gate()->raiseEpoch();
        f.link->urgentNow("ABORT", 0, [](const ExchangeResult &) {});
        f.channel->deliver("SLOW\n", 5ms);
        f.advance(100ms);
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "SLOW?", "ABORT", "A?", "DISP ON"}));
        QCOMPARE(ended(move), QStringLiteral("cancelled"));
        QCOMPARE(move.info().reason, engine::CancelReason::Stopped);
        QVERIFY(read.info().succeeded() && harmless.info().succeeded() && slow.info().succeeded());
        QCOMPARE(f.link->counters().heldBack, 1u);
    }

    void writeOfATaskBegunBeforeTheEpochNeverLeavesHoweverLateItIsIssued()
    {
        LinkFixture f;
        f.comeUp();
        const auto operation = [](devices::MessageLink *link) -> engine::Op<> {
            co_await engine::sleep(1s);
            co_await engine::within(engine::Deadline::none(), link->send("MOVE 5", MessageClass::Write)); // a child
        };
        const auto old = f.engine.run(QStringLiteral("old"), operation(f.link.get()));
        f.engine.gate()->raiseEpoch();
        const auto fresh = f.engine.run(QStringLiteral("fresh"), operation(f.link.get()));
        f.advance(2s);
        QCOMPARE(ended(old), QStringLiteral("cancelled"));
        QCOMPARE(ended(fresh), QStringLiteral("succeeded"));
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "MOVE 5"}));
    }

    void latchRefusesFreshWritesUntilReset()
    {
        LinkFixture f;
        f.comeUp();
        f.engine.gate()->setLatched(true);
        const auto refused = write(f, "MOVE 5");
        QCOMPARE(ended(refused), QStringLiteral("\"MOVE 5\" to psu is refused: STOP ALL is latched; press Reset first."));
        QCOMPARE(refused.info().errorKind, engine::ErrorKind::Refused);
        QCOMPARE(refused.info().refusals.front().kind, engine::RefusalKind::Latched);
        const auto read = f.query("A?");
        f.advance(10ms);
        QVERIFY(read.info().succeeded());
        f.engine.gate()->setLatched(false);
        QVERIFY(write(f, "MOVE 5").info().succeeded());
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "A?", "MOVE 5"}));
    }

    void aQueuedWriteOfACancelledTaskDoesNotFollowItsStop()
    {
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?", MessageClass::Read, 10s);
        const auto stop = [&]() -> engine::Op<void> {
            co_await f.link->urgent("STOP");
            co_await engine::sleep(2s); // until it is confirmed
        };
        const auto body = [&]() -> engine::Op<void> {
            const engine::OnCancel halt(stop);
            co_await f.link->send("MOVE 5", MessageClass::Write);
        };
        const auto move = f.engine.run(QStringLiteral("move"), body());
        f.advance(100ms);
        move.cancel();
        f.channel->deliver("SLOW\n", 500ms); // the line is free while the stop is not yet confirmed
        f.advance(5s);
        QVERIFY(slow.info().succeeded() && ended(move) == QStringLiteral("cancelled"));
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "SLOW?", "STOP"}));
    }

    void aQueuedWriteDiesWithItsConnection()
    {
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?");
        const auto move = write(f, "MOVE 5");
        f.channel->connectDelay = 100ms;
        f.advance(1050ms); // the link reconnects because SLOW? was not answered
        f.advance(1s);
        QCOMPARE(f.link->state(), LinkState::Up);
        QVERIFY2(ended(move).contains(QStringLiteral("\"MOVE 5\" was not sent")), qPrintable(ended(move))); // it may be another unit now
        QCOMPARE(move.info().errorKind, engine::ErrorKind::Disconnected);
        QVERIFY(ended(slow).contains(QStringLiteral("did not answer")) && !f.channel->messages().contains("MOVE 5"));
    }
};

PODIUM_TEST_MAIN(LinkStopTest)
#include "tst_linkstop.moc"
