// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::Reply;
using tests::ended;
using tests::LinkFixture;
using tests::ScriptedChannel;

class LinkStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linkIsUpOnlyAfterTheExpectedIdentityHasAnswered()
    {
        LinkFixture f;
        f.link->open();
        const auto early = f.query("A?");
        f.advance(0ms);
        QCOMPARE(f.link->state(), LinkState::Identifying);
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?"}));
        f.advance(2ms);
        QCOMPARE(f.link->state(), LinkState::Up);
        QCOMPARE(f.link->identity(), QByteArray("ACME,PSU,1"));
        QCOMPARE(f.link->why(), QStringLiteral("answers as \"ACME,PSU,1\""));
        QCOMPARE(early.result(), Reply("A"));
        QCOMPARE(f.states, (std::vector{LinkState::Connecting, LinkState::Identifying, LinkState::Up}));
    }

    void linkWithoutIdentityQuestionIsUpWhenConnected()
    {
        LinkFixture f{devices::LinkPolicy{}};
        f.comeUp();
        QCOMPARE(f.link->state(), LinkState::Up);
        QVERIFY(f.channel->sent.empty());
    }

    void wrongIdentityGetsNoFurtherCommand()
    {
        LinkFixture f;
        f.identity = "OTHER,THING";
        f.link->open();
        const auto write = f.engine.run(QStringLiteral("w"), f.link->send("OUTP ON", devices::MessageClass::Write));
        f.advance(1s);
        QCOMPARE(f.link->state(), LinkState::Backoff);
        QVERIFY(f.link->why().startsWith(QStringLiteral("psu did not answer \"*IDN?\" within 1 s, but sent \"OTHER,THING\".")));
        QVERIFY(ended(write).endsWith(QStringLiteral("\"OUTP ON\" was not sent.")));
        f.advance(60s);
        for (const auto &message : f.channel->messages())
            QCOMPARE(message, QByteArray("*IDN?"));
        QVERIFY(f.channel->connections > 5);
    }

    void greetingIsNotTakenForTheIdentity()
    {
        LinkFixture f;
        f.channel->onMessage = [&](const QByteArray &message) {
            if (message == "*IDN?")
                f.channel->deliver("Welcome to the PSU\n");
            f.answer(message);
        };
        f.comeUp();
        QCOMPARE(f.link->state(), LinkState::Up);
        QCOMPARE(f.link->identity(), QByteArray("ACME,PSU,1"));
    }

    void lateIdentityIsNotTakenForTheFreshOne()
    {
        auto policy = LinkFixture::known();
        policy.resync = devices::Resync::Drain;
        for (auto late = 101ms; late < 500ms; late += 1ms) {
            LinkFixture f(policy);
            f.comeUp();
            f.busyUntil = f.engine.now() + late; // it answers in order
            const auto identity = f.query("*IDN?", devices::MessageClass::Read, 100ms);
            const auto next = f.query("A?");
            f.advance(2s);
            QCOMPARE(ended(identity), QStringLiteral("psu did not answer \"*IDN?\" within 0.1 s."));
            QCOMPARE(next.result(), Reply("A"));
        }
    }

    void whatCameBeforeTheQuestionIsNoAnswer()
    {
        LinkFixture f;
        f.channel->onMessage = [&](const QByteArray &message) {
            if (message == "*IDN?")
                f.channel->deliver("ACME\nACME,1\nready\n", 1ms);
            else
                f.answer(message);
        };
        f.link->open();
        const auto a = f.query("A?"); // leaves as soon as the identity is known, with "ready" already there
        f.advance(10ms);
        QCOMPARE(a.result(), Reply("A"));
    }

    void queryOnALinkThatIsNotUpFailsAtOnceAndSaysWhy()
    {
        LinkFixture f;
        const auto closed = f.query("A?");
        QCOMPARE(ended(closed), QStringLiteral("The link to psu (scripted:) is not up (not opened); \"A?\" was not sent. Check the "
                                               "device and its cable, or connect now."));
        QCOMPARE(closed.info().errorKind, engine::ErrorKind::Disconnected);
        f.channel->peer = ScriptedChannel::Peer::Refuses;
        f.comeUp();
        QCOMPARE(f.link->state(), LinkState::Backoff);
        QVERIFY(ended(f.query("A?")).contains(QStringLiteral("connection refused; next attempt in 0.1")));
    }

    void attemptThatHangsEndsAtItsLimit()
    {
        LinkFixture f;
        f.channel->peer = ScriptedChannel::Peer::Silent;
        f.link->open();
        const auto early = f.query("A?");
        f.advance(2999ms);
        QCOMPARE(f.link->state(), LinkState::Connecting);
        f.advance(1ms);
        QCOMPARE(f.link->state(), LinkState::Backoff);
        QVERIFY(ended(early).contains(QStringLiteral("no connection within 3 s")));
    }

    void backoffDoublesUpToItsLastWithJitter()
    {
        LinkFixture f;
        f.channel->peer = ScriptedChannel::Peer::Refuses;
        std::vector<engine::TimePoint> attempts;
        connect(f.link.get(), &devices::MessageLink::stateChanged, this, [&](LinkState state) {
            if (state == LinkState::Connecting)
                attempts.push_back(f.engine.now());
        });
        f.link->open();
        f.advance(120s);
        QVERIFY2(attempts.size() > 24 && attempts.size() < 60, qPrintable(QString::number(attempts.size())));
        auto span = 200ms;
        std::set<engine::Duration> different;
        for (std::size_t i = 1; i < attempts.size(); ++i, span = std::min(2 * span, 5000ms)) {
            const auto delay = attempts[i] - attempts[i - 1];
            QVERIFY(delay >= span / 2 && delay <= span);
            different.insert(delay);
        }
        QCOMPARE(different.size(), attempts.size() - 1);
        QCOMPARE(f.link->counters().losses, attempts.size());
    }

    void backoffBeginsAnewOnlyAfterAGoodIdentity()
    {
        LinkFixture f;
        f.identity = "WRONG";
        f.link->open();
        f.advance(60s);
        QCOMPARE(f.link->state(), LinkState::Backoff);
        const auto attempts = f.channel->attempts;
        f.advance(10s); // connected each time, yet the pauses stay long: at least 2.5 s and 1 s for the identity
        QVERIFY(f.channel->attempts - attempts <= 3);
        f.identity = "ACME,PSU,1";
        f.link->connectNow();
        f.advance(10ms);
        QCOMPARE(f.link->state(), LinkState::Up);
        f.channel->hangUp(QStringLiteral("gone"));
        f.advance(210ms);
        QCOMPARE(f.link->state(), LinkState::Up);
    }

    void connectNowEndsTheBackoff()
    {
        LinkFixture f;
        f.channel->peer = ScriptedChannel::Peer::Refuses;
        f.link->open();
        f.advance(60s);
        f.channel->peer = ScriptedChannel::Peer::Accepts;
        f.link->connectNow();
        f.advance(2ms);
        QCOMPARE(f.link->state(), LinkState::Up);
    }

    void heartbeatFindsADeadPeerWithinThreeSeconds()
    {
        auto policy = LinkFixture::known();
        policy.heartbeat = devices::LinkPolicy().heartbeat;
        LinkFixture f(policy);
        f.comeUp();
        f.advance(10s);
        QCOMPARE(f.channel->messages().size(), 11); // the first identity and one every second
        QCOMPARE(f.link->state(), LinkState::Up);
        f.channel->onMessage = {}; // it accepts, but it is dead
        f.advance(3s);
        QVERIFY(f.link->state() != LinkState::Up);
        f.advance(1s);
        QCOMPARE(std::count(f.states.begin(), f.states.end(), LinkState::Backoff), 1);
        f.channel->onMessage = [&f](const QByteArray &message) { f.answer(message); };
        f.advance(10s);
        QCOMPARE(f.link->state(), LinkState::Up);
    }

    void heartbeatDoesNotDisturbABusyPeer()
    {
        auto policy = LinkFixture::known();
        policy.heartbeat = 2s;
        LinkFixture f(policy);
        f.mute = {"*OPC?"};
        f.comeUp();
        const auto busy = f.query("*OPC?", devices::MessageClass::Read, 60s);
        f.channel->deliver("1\n", 59s);
        f.advance(59s);
        QCOMPARE(busy.result(), Reply("1"));
        QCOMPARE(f.channel->messages().size(), 2);
    }

    void heartbeatThatAnswersAsAnotherDeviceMakesTheLinkAskAgain()
    {
        auto policy = LinkFixture::known();
        policy.heartbeat = 2s;
        LinkFixture f(policy);
        f.comeUp();
        f.identity = "OTHER,THING";
        f.advance(6s);
        QVERIFY(f.link->state() != LinkState::Up);
        QCOMPARE(f.link->counters().resyncs, 1u);
    }

    void closeEndsEverythingAndStaysClosed()
    {
        LinkFixture f;
        f.mute = {"A?"};
        f.comeUp();
        const auto flying = f.query("A?");
        const auto waiting = f.query("B?");
        f.link->close();
        f.link->close();
        f.advance(60s);
        QVERIFY(ended(flying).contains(QStringLiteral("may have been executed")));
        QVERIFY(ended(waiting).contains(QStringLiteral("was not sent")));
        QCOMPARE(f.link->state(), LinkState::Down);
        QCOMPARE(f.channel->attempts, 1);
    }

    void removedLinkEndsWhatWaitsForIt()
    {
        LinkFixture f;
        f.mute = {"A?"};
        f.comeUp();
        const auto flying = f.query("A?");
        f.link.reset();
        f.advance(0ms);
        QVERIFY(ended(flying).contains(QStringLiteral("may have been executed")));
    }

    void rememberedStopIsWrittenBeforeAnybodyIsToldThatTheLinkIsThere()
    {
        LinkFixture f;
        f.comeUp();
        f.channel->hangUp(QStringLiteral("gone"));
        f.advance(1ms);
        f.link->urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {});
        QByteArrayList written;
        connect(f.link.get(), &devices::MessageLink::messageTraced, f.link.get(), [&](const devices::TraceEntry &entry) {
            if (entry.kind == devices::TraceKind::Connected)
                written = f.channel->messages();
        });
        f.advance(60s);
        QVERIFY(written.contains("ABORT"));
    }

    void linkMayBeClosedByWhoeverIsToldOfItsState_data()
    {
        QTest::addColumn<LinkState>("at");
        QTest::newRow("while it begins to connect") << LinkState::Connecting;
        QTest::newRow("when it is connected") << LinkState::Identifying;
        QTest::newRow("when it is up") << LinkState::Up;
    }
    void linkMayBeClosedByWhoeverIsToldOfItsState()
    {
        QFETCH(LinkState, at);
        LinkFixture f;
        connect(f.link.get(), &devices::MessageLink::stateChanged, f.link.get(), [&](LinkState state) {
            if (state == at)
                f.link->close();
        });
        f.link->open();
        f.advance(60s);
        QCOMPARE(f.link->state(), LinkState::Down);
        QVERIFY(f.channel->attempts <= 1);
    }
};

PODIUM_TEST_MAIN(LinkStateTest)
#include "tst_linkstate.moc"
