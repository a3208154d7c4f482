// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::MessageClass;
using devices::Reply;
using tests::ended;
using tests::LinkFixture;

namespace
{
QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromLatin1(text));
}
} // namespace

class MessageLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queriesGoOneAtATimeInTheOrderIssued()
    {
        LinkFixture f;
        f.comeUp();
        const auto a = f.query("A?");
        const auto b = f.query("B?");
        const auto c = f.query("C?");
        QCOMPARE(f.channel->messages().last(), QByteArray("A?"));
        f.advance(1ms);
        QCOMPARE(a.result(), Reply("A"));
        QCOMPARE(f.channel->messages().last(), QByteArray("B?"));
        f.advance(10ms);
        QCOMPARE(b.result(), Reply("B"));
        QCOMPARE(c.result(), Reply("C"));
    }

    void oneDeadlineCoversTheWholeReply()
    {
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?", MessageClass::Read, 900ms);
        f.channel->deliverPieces("SLOW IS THE ANSWER\n", 200ms, 200ms, 1);
        f.advance(899ms);
        QVERIFY(!slow.isFinished());
        f.advance(1ms);
        QCOMPARE(ended(slow), QStringLiteral("psu did not answer \"SLOW?\" within 0.9 s."));
        QCOMPARE(slow.info().errorKind, engine::ErrorKind::Timeout);
        const auto next = f.query("A?");
        f.advance(20ms);
        QCOMPARE(next.result(), Reply("A"));
        QCOMPARE(f.channel->connections, 2);
    }

    void deadlineRunsFromTheWritingNotFromTheCall()
    {
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?", MessageClass::Read, 900ms);
        f.channel->deliver("SLOW\n", 800ms);
        const auto next = f.query("A?", MessageClass::Read, 100ms);
        f.advance(820ms);
        QCOMPARE(slow.result(), Reply("SLOW"));
        QCOMPARE(next.result(), Reply("A"));
    }

    void lateReplyAnswersNoOtherQuestion_data()
    {
        QTest::addColumn<devices::Resync>("resync");
        QTest::addColumn<int>("connections");
        QTest::newRow("by a new connection") << devices::Resync::Reconnect << 2;
        QTest::newRow("by draining and asking who is there") << devices::Resync::Drain << 1;
    }
    void lateReplyAnswersNoOtherQuestion()
    {
        QFETCH(devices::Resync, resync);
        QFETCH(int, connections);
        auto policy = LinkFixture::known();
        policy.resync = resync;
        for (auto late = 0ms; late < 320ms; late += 1ms) {
            LinkFixture f(policy);
            f.mute = {"LATE?"};
            f.comeUp();
            const auto first = f.query("LATE?", MessageClass::Read, 100ms);
            const auto waiting = f.query("A?");
            f.channel->deliver("LATE\n", 101ms + late);
            f.busyUntil = f.engine.now() + 102ms + late; // it answers in order
            f.advance(100ms);
            QCOMPARE(ended(first), QStringLiteral("psu did not answer \"LATE?\" within 0.1 s."));
            f.advance(600ms);
            QCOMPARE(waiting.result(), Reply("A"));
            const auto again = f.query("B?");
            f.advance(10ms);
            QCOMPARE(again.result(), Reply("B"));
            QCOMPARE(f.channel->connections, connections);
        }
    }

    void cancelledWhileQueuedIsNeverSent()
    {
        LinkFixture f;
        f.comeUp();
        const auto a = f.query("A?");
        const auto b = f.query("B?");
        b.cancel();
        f.advance(100ms);
        QCOMPARE(ended(a), QStringLiteral("succeeded"));
        QCOMPARE(ended(b), QStringLiteral("cancelled"));
        QVERIFY(!f.channel->messages().contains("B?"));
    }

    void cancelledInFlightGivesItsReplyToNobody_data()
    {
        QTest::addColumn<int>("answersAfter");
        QTest::addColumn<int>("connections");
        QTest::newRow("a reply that follows soon is discarded") << 100 << 1;
        QTest::newRow("without a reply the link reconnects") << 1000 << 2;
    }
    void cancelledInFlightGivesItsReplyToNobody()
    {
        QFETCH(int, answersAfter);
        QFETCH(int, connections);
        LinkFixture f;
        f.mute = {"SLOW?"};
        f.comeUp();
        const auto slow = f.query("SLOW?", MessageClass::Read, 60s);
        f.channel->deliver("SLOW\n", std::chrono::milliseconds(answersAfter));
        const auto next = f.query("A?");
        slow.cancel();
        f.advance(0ms);
        QCOMPARE(ended(slow), QStringLiteral("cancelled"));
        f.advance(220ms);
        QCOMPARE(next.result(), Reply("A"));
        QCOMPARE(f.channel->connections, connections);
    }

    void lossEndsEverythingAtOnceAndSaysWhatMayHaveHappened()
    {
        LinkFixture f;
        f.mute = {"A?"};
        f.comeUp();
        const auto flying = f.query("A?");
        const auto waiting = f.query("B?");
        f.channel->deliver("half of the ans", 1ms);
        f.channel->hangUp(QStringLiteral("reset by peer"), 2ms);
        f.advance(2ms);
        QCOMPARE(ended(flying), QStringLiteral("The link to psu was lost (reset by peer) before \"A?\" was answered; it may have been executed."));
        QCOMPARE(ended(waiting), QStringLiteral("The link to psu was lost (reset by peer); \"B?\" was not sent."));
        QCOMPARE(waiting.info().errorKind, engine::ErrorKind::Disconnected);
        f.advance(5s);
        QCOMPARE(f.channel->messages(2), (QByteArrayList{"*IDN?"})); // nothing is sent again
        const auto next = f.query("B?");
        f.advance(10ms);
        QCOMPARE(next.result(), Reply("B"));
    }

    void replyMayHaveSeveralLinesAndEndEarly()
    {
        LinkFixture f;
        f.mute = {"p?"};
        f.comeUp();
        const devices::ReplyShape position{2, pattern("^RPRT"), {}};
        const auto good = f.engine.run(QStringLiteral("p"), f.link->query("p?", MessageClass::Read, {}, position));
        f.channel->deliver("30.0\n12.0\n", 1ms);
        f.advance(1ms);
        QCOMPARE(good.result(), Reply("30.0\n12.0"));
        const auto bad = f.engine.run(QStringLiteral("p"), f.link->query("p?", MessageClass::Read, {}, position));
        const auto next = f.query("A?");
        f.channel->deliver("RPRT -1\n", 1ms);
        f.advance(10ms);
        QCOMPARE(bad.result(), Reply("RPRT -1"));
        QCOMPARE(next.result(), Reply("A"));
    }

    void whatNobodyAskedForIsCountedAndGivenToNobody()
    {
        auto policy = LinkFixture::known();
        policy.events = pattern("^EVENT");
        LinkFixture f(policy);
        QByteArrayList heard;
        connect(f.link.get(), &devices::MessageLink::unsolicitedReceived, this, [&](const QByteArray &line) { heard << line; });
        f.comeUp();
        f.mute = {"A?"};
        const auto a = f.query("A?");
        f.channel->deliver("EVENT 1\nA\nA\nA\nhello\n", 1ms);
        f.advance(1ms);
        QCOMPARE(a.result(), Reply("A"));
        QCOMPARE(f.link->counters().duplicates, 2u);
        QCOMPARE(f.link->counters().unsolicited, 2u);
        QCOMPARE(heard, (QByteArrayList{"EVENT 1", "A", "A", "hello"}));
        const auto b = f.query("B?");
        f.advance(1ms);
        QCOMPARE(b.result(), Reply("B"));
    }

    void halfALineThatCameBeforeTheQuestionIsNoAnswer()
    {
        LinkFixture f;
        f.comeUp();
        f.channel->deliver("GARB");
        f.advance(1ms);
        f.mute = {"A?"};
        const auto a = f.query("A?");
        f.channel->deliver("AGE\nA\n", 1ms);
        f.advance(1ms);
        QCOMPARE(a.result(), Reply("A"));
    }

    void badReplyIsAnErrorOfTheDeviceAndTheStreamBeginsAnew_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("why");
        QTest::newRow("an endless line") << QByteArray(2000, 'x') << QStringLiteral("a line is longer than 1000 bytes (the cap of the link)");
        QTest::newRow("a malformed block") << QByteArray("#2ab\n") << QStringLiteral("the block header \"#2a\" is malformed");
        QTest::newRow("too many lines") << QByteArray("12345\n").repeated(400) << QStringLiteral("it is longer than 1000 bytes (the cap of the link)");
    }
    void badReplyIsAnErrorOfTheDeviceAndTheStreamBeginsAnew()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QString, why);
        auto policy = LinkFixture::known();
        policy.framing.cap = 1000;
        LinkFixture f(policy);
        f.mute = {"A?"};
        f.comeUp();
        const devices::ReplyShape endless{0, pattern("^END"), {}};
        const auto a = f.engine.run(QStringLiteral("a"), f.link->query("A?", MessageClass::Read, {}, endless));
        const auto b = f.query("B?");
        f.channel->deliver(reply, 1ms);
        f.advance(100ms);
        QCOMPARE(ended(a), QStringLiteral("The reply of psu to \"A?\" is bad: %1.").arg(why));
        QCOMPARE(a.info().errorKind, engine::ErrorKind::Device);
        QCOMPARE(b.result(), Reply("B"));
        QCOMPARE(f.channel->connections, 2);
    }

    void sendEndsWithTheWritingAndWaitsForRoom()
    {
        LinkFixture f;
        f.comeUp();
        const auto first = f.engine.run(QStringLiteral("s"), f.link->send("VOLT 1", MessageClass::Write));
        QVERIFY(first.isFinished());
        f.channel->full = true;
        const auto second = f.engine.run(QStringLiteral("s"), f.link->send("VOLT 2", MessageClass::Write));
        f.advance(1s);
        QVERIFY(!second.isFinished());
        f.channel->makeRoom();
        f.advance(0ms);
        QVERIFY(second.info().succeeded());
        QCOMPARE(f.channel->messages().last(), QByteArray("VOLT 2"));
    }

    void traceShowsEveryMessage()
    {
        LinkFixture f;
        std::vector<quint64> told;
        connect(f.link.get(), &devices::MessageLink::messageTraced, this,
                [&](const devices::TraceEntry &entry) { told.push_back(entry.number); });
        f.comeUp();
        (void)f.query("A?");
        f.advance(1ms);
        const auto trace = f.link->trace();
        QCOMPARE(trace.size(), 5u); // the first is that it was connected
        QCOMPARE(told, (std::vector<quint64>{1, 2, 3, 4, 5}));
        QCOMPARE(trace[3].text, QByteArray("A?\n"));
        QCOMPARE(trace[3].kind, devices::TraceKind::Sent);
        QCOMPARE(trace[4].text, QByteArray("A"));
        QCOMPARE(trace[4].end, QByteArray("\n"));
        QCOMPARE(trace[4].kind, devices::TraceKind::Received);
        QCOMPARE(trace[4].took, std::optional<engine::Duration>(1ms));
    }
};

PODIUM_TEST_MAIN(MessageLinkTest)
#include "tst_messagelink.moc"
