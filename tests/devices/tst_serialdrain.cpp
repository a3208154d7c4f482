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
/// A link whose channel holds what came before it was opened, as a serial port does. Limit 100 ms, longest delay 400 ms.
struct SerialFixture : LinkFixture {
    explicit SerialFixture(const devices::LinkPolicy &policy = limits()) : LinkFixture(policy, false) {}
    static devices::LinkPolicy limits()
    {
        auto policy = known();
        policy.replyLimit = 100ms;
        policy.longestDelay = 400ms;
        return policy;
    }
    void comeUp()
    {
        link->open();
        advance(1s);
    }
    /// The port vanishes and is there again after the backoff.
    void replug() { channel->hangUp(QStringLiteral("unplugged")); }
};
} // namespace

class SerialDrainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identityIsAskedAfterASilenceAndNothingMayFollowIt()
    {
        SerialFixture f;
        f.link->open();
        f.advance(99ms);
        QVERIFY(f.channel->sent.empty());
        f.advance(2ms);
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?"}));
        QCOMPARE(f.link->state(), LinkState::Identifying);
        f.advance(101ms);
        QCOMPARE(f.link->state(), LinkState::Up);
    }

    void whatLiesReadyIsDiscardedAndCounted()
    {
        SerialFixture f;
        f.channel->deliver("OLD\nACME,PSU,0\nhalf a li");
        f.advance(1ms);
        f.comeUp();
        QCOMPARE(f.link->state(), LinkState::Up);
        QCOMPARE(f.link->identity(), QByteArray("ACME,PSU,1"));
        QCOMPARE(f.link->counters().late, 2u);
        const auto a = f.query("A?");
        f.advance(10ms);
        QCOMPARE(a.result(), Reply("A"));
    }

    void lateAnswersOfEveryDelayAnswerNothingElse_data()
    {
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<bool>("replugged");
        QTest::newRow("a query, the port stays") << QByteArray("OLD?") << false;
        QTest::newRow("a query, the port is opened anew") << QByteArray("OLD?") << true;
        QTest::newRow("the identity, the port stays") << QByteArray("*IDN?") << false;
        QTest::newRow("the identity, the port is opened anew") << QByteArray("*IDN?") << true;
    }
    void lateAnswersOfEveryDelayAnswerNothingElse()
    {
        QFETCH(QByteArray, question);
        QFETCH(bool, replugged);
        for (auto late = 1ms; late < 500ms; late += 3ms) {
            SerialFixture f;
            f.comeUp();
            f.busyUntil = f.engine.now() + late; // it answers in order
            const auto old = f.query(question);
            if (replugged) {
                f.advance(1ms);
                f.replug();
            }
            f.advance(110ms);
            while (f.link->state() != LinkState::Up) // those that ask as soon as they may
                f.advance(1ms);
            const auto next = f.query("A?");
            f.advance(3s);
            QCOMPARE(next.result(), Reply("A"));
            QVERIFY(old.isFinished());
            old.record()->observe();
        }
    }

    void answersThatQueuedUpBehindALongOneAreWaitedFor()
    {
        SerialFixture f;
        f.comeUp();
        f.busyUntil = f.engine.now() + 20s;
        const auto old = f.query("*OPC?", MessageClass::Read, 60s);
        f.advance(10ms);
        old.cancel();
        f.advance(19s); // every attempt leaves one more identity question behind
        QVERIFY(f.channel->messages().count("*IDN?") > 5);
        QVERIFY(f.link->state() != LinkState::Up);
        f.link->connectNow();
        f.advance(8s);
        QCOMPARE(f.link->state(), LinkState::Up);
        for (int i = 0; i < 20; ++i) {
            const auto name = QByteArray(1, static_cast<char>('A' + i));
            const auto next = f.query(name + '?');
            f.advance(50ms);
            QCOMPARE(next.result(), name);
        }
    }

    void identityThatNeverCameKeepsTheLinkAwayNoLongerThanItCouldCome()
    {
        SerialFixture f;
        f.comeUp();
        f.mute = {"A?"};
        f.channel->onMessage = {};
        const auto old = f.query("*IDN?");
        f.advance(101ms);
        f.channel->onMessage = [&f](const QByteArray &message) { f.answer(message); };
        f.advance(500ms + 500ms + 2ms); // no answer takes longer than the limit and the longest delay: before, and behind
        QCOMPARE(f.link->state(), LinkState::Up);
        QCOMPARE(f.link->counters().losses, 0u);
        old.record()->observe();
    }

    void chatterEndsInAClearErrorAndTheLinkComesUpWhenItEnds_data()
    {
        QTest::addColumn<QByteArray>("noise");
        QTest::addColumn<QString>("why");
        QTest::newRow("lines") << QByteArray("noise\n") << "it does not fall silent: ";
        QTest::newRow("garbage of another baud rate") << QByteArray("\xf0\x0f") << "what it sends is no line; look at the settings of its line";
    }
    void chatterEndsInAClearErrorAndTheLinkComesUpWhenItEnds()
    {
        QFETCH(QByteArray, noise);
        QFETCH(QString, why);
        SerialFixture f;
        bool chatters = true;
        std::function<void()> chatter = [&] {
            if (chatters) {
                f.channel->deliver(noise);
                f.engine.at(f.engine.now() + 50ms, chatter);
            }
        };
        chatter();
        f.link->open();
        const auto query = f.query("A?");
        f.advance(3210ms); // twice everything that may take its time
        QCOMPARE(f.link->state(), LinkState::Backoff);
        QVERIFY2(f.link->why().contains(why), qPrintable(f.link->why()));
        QVERIFY2(ended(query).contains(why), qPrintable(ended(query)));
        QVERIFY(!f.channel->messages().contains("A?"));
        chatters = false;
        f.advance(8s);
        QCOMPARE(f.link->state(), LinkState::Up);
    }

    void lineBehindTheIdentityBeginsItAnew()
    {
        SerialFixture f;
        bool once = true;
        f.channel->onMessage = [&](const QByteArray &message) {
            f.answer(message);
            if (std::exchange(once, false))
                f.channel->deliver("12.5\n", 60ms);
        };
        f.link->open();
        f.advance(300ms);
        QCOMPARE(f.link->state(), LinkState::Identifying);
        f.advance(3s);
        QCOMPARE(f.link->state(), LinkState::Up);
        QCOMPARE(f.channel->messages(), (QByteArrayList{"*IDN?", "*IDN?"}));
    }

    void stopGoesFirstWhenThePortIsThereAgainAndItsAnswerIsNobodysReply()
    {
        SerialFixture f;
        f.comeUp();
        f.replug();
        f.advance(1ms);
        std::optional<ExchangeResult> receipt;
        QVERIFY(!f.link->urgentNow("STOP?", 1, [&](const ExchangeResult &result) { receipt = result; }));
        f.advance(3s);
        // Again with the question: nobody can tell whether it was heard before.
        QCOMPARE(f.channel->messages(2), (QByteArrayList{"STOP?", "STOP?", "*IDN?"}));
        QVERIFY(receipt && receipt->written && !receipt->error && receipt->discarded);
        QCOMPARE(f.link->state(), LinkState::Up);
    }

    void withoutAnIdentityQuestionTheSilenceMustDo()
    {
        devices::LinkPolicy policy;
        policy.replyLimit = 100ms;
        policy.longestDelay = 400ms;
        SerialFixture f(policy);
        f.comeUp();
        QCOMPARE(f.link->state(), LinkState::Up);
        f.busyUntil = f.engine.now() + 490ms;
        const auto old = f.query("OLD?");
        const auto next = f.query("A?");
        f.advance(3s);
        QCOMPARE(ended(old), QStringLiteral("psu did not answer \"OLD?\" within 0.1 s."));
        QCOMPARE(next.result(), Reply("A"));
    }

    void portThatIsGoneIsLookedForEveryTwoSecondsAtLeast()
    {
        SerialFixture f;
        f.channel->peer = tests::ScriptedChannel::Peer::Refuses;
        f.link->open();
        f.advance(60s);
        const auto attempts = f.channel->attempts;
        f.advance(20s);
        QVERIFY(f.channel->attempts - attempts >= 10);
    }
};

PODIUM_TEST_MAIN(SerialDrainTest)
#include "tst_serialdrain.moc"
