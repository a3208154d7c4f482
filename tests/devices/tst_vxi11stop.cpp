// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/support/vxi11fixture.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::ExchangeResult;
using devices::LinkState;
using devices::MessageClass;
using devices::MessageLink;
using devices::Reply;
using tests::Vxi11Server;

/// A stop over VXI-11, whose link carries one call at a time; the judge of every row is what the server was called for.
class Vxi11StopTest : public QObject, private tests::Vxi11Fixture
{
    Q_OBJECT

    std::vector<ExchangeResult> m_receipts;

    std::optional<engine::TimePoint> stop(MessageLink &link, const QByteArray &message, int replies = 0)
    {
        return link.urgentNow(message, replies, [this](const ExchangeResult &result) { m_receipts.push_back(result); });
    }
    /// The server's calls from the last one with this message on.
    static QByteArrayList callsFrom(const Vxi11Server &server, const QByteArray &message)
    {
        return server.calls.mid(server.calls.lastIndexOf("device_write " + message));
    }

private Q_SLOTS:
    void cleanup() { m_receipts.clear(); }

    void aReadThatHangsIsAbortedAndTheStopFollows()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.readsEnd = false;
        const auto question = ask(*scope, "POS?");
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS?"), eventually);
        const auto from = server.calls.size() - 2;
        std::map<QByteArray, engine::TimePoint> times;
        server.onCall = [&](const QByteArray &call) { times.try_emplace(call, engine.now()); };
        QVERIFY(!stop(*scope, "STOP")); // its bytes wait for two answers
        server.onMessage = [&](const QByteArray &message) {
            if (message == "POS?\n")
                server.say("7\n");
        };
        QTRY_VERIFY_WITH_TIMEOUT(question.isFinished(), eventually);
        QCOMPARE(question.result(), Reply("7")); // asked again: a question of this class does no harm
        QCOMPARE(server.calls.mid(from), QByteArrayList({"device_write POS?", "device_read", "device_abort", "device_clear",
                                                         "device_write STOP", "device_write POS?", "device_read"}));
        QCOMPARE(m_receipts.size(), 1U);
        QVERIFY(m_receipts.front().written > times.at("device_clear")); // the one clock of both, and neither of them waits
        QVERIFY(m_receipts.front().written <= times.at("device_write STOP"));
        QCOMPARE(server.connections(), 1);
        QCOMPARE(scope->counters().resyncs, 0U);
    }

    void withoutAnAbortChannelTheReadIsAShortOne_data()
    {
        QTest::addColumn<bool>("listens");
        QTest::addColumn<bool>("answers");
        QTest::addColumn<quint32>("error");
        QTest::newRow("nobody listens for aborts") << false << true << 0U;
        QTest::newRow("an abort is not answered") << true << false << 0U;
        QTest::newRow("an abort is not supported") << true << true << 8U;
    }
    void withoutAnAbortChannelTheReadIsAShortOne()
    {
        QFETCH(bool, listens);
        QFETCH(bool, answers);
        QFETCH(quint32, error);
        Vxi11Server server;
        server.listenForAborts(listens);
        server.abortAnswers = answers;
        server.abortError = error;
        const auto scope = link(server.address());
        COMES_UP(scope);
        for (const QByteArray &message : {"STOP 1", "STOP 2"}) { // the second knows what the first found out
            const auto question = ask(*scope, "POS? " + message, MessageClass::Harmless);
            QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS? " + message), eventually);
            stop(*scope, message);
            QTRY_VERIFY_WITH_TIMEOUT(server.messages.contains(message + '\n'), eventually);
            QCOMPARE(server.calls.count("device_abort"), listens ? 1 : 0);
            QVERIFY2(failure(question).contains("was given up, because a stop had to leave at once"), failure(question).constData());
        }
        QCOMPARE(server.connections(), 1);
    }

    void aWriteThatHangsIsGivenUpForAStop()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.executesWrites = false;
        const auto sent = engine.run(QStringLiteral("w"), scope->send("VOLT 1", MessageClass::Write));
        QTRY_COMPARE_WITH_TIMEOUT(server.calls.last(), QByteArray("device_write VOLT 1"), eventually);
        stop(*scope, "STOP");
        QTRY_VERIFY_WITH_TIMEOUT(server.messages.contains("STOP\n"), eventually);
        QCOMPARE(callsFrom(server, "VOLT 1"),
                 QByteArrayList({"device_write VOLT 1", "device_abort", "device_clear", "device_write STOP"}));
        QVERIFY(!server.messages.contains("VOLT 1\n"));
    }

    void aStopThatIsSlowlyTakenIsNotGivenUpForTheNext()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.writeTime = 400ms;
        QVERIFY(stop(*scope, "OUTP1 OFF"));
        stop(*scope, "OUTP2 OFF");
        QTRY_COMPARE_WITH_TIMEOUT(m_receipts.size(), 2U, eventually);
        QTRY_VERIFY_WITH_TIMEOUT(server.messages.contains("OUTP2 OFF\n"), eventually);
        QVERIFY(server.messages.contains("OUTP1 OFF\n"));
        QCOMPARE(server.calls.count("device_abort"), 0);
    }

    void aStopWithoutAReplyDuringAClearIsToldOfItselfAlone()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.clearTime = 150ms;
        server.readsEnd = false;
        const auto slow = ask(*scope, "SLOW?", MessageClass::Harmless, 50ms);
        QTRY_COMPARE_WITH_TIMEOUT(server.calls.last(), QByteArray("device_clear"), eventually);
        QVERIFY(!stop(*scope, "STOP A"));
        QTRY_COMPARE_WITH_TIMEOUT(m_receipts.size(), 1U, eventually);
        COMES_UP(scope);
        const auto question = ask(*scope, "POS?", MessageClass::Harmless);
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS?"), eventually);
        QVERIFY(!stop(*scope, "STOP B"));
        QTRY_COMPARE_WITH_TIMEOUT(m_receipts.size(), 2U, eventually);
        QTRY_VERIFY_WITH_TIMEOUT(server.messages.contains("STOP B\n"), eventually);
        scope->close();
        QVERIFY(!failure(slow).isEmpty());
        QVERIFY(!failure(question).isEmpty());
        const auto before = server.messages.size();
        scope->open();
        COMES_UP(scope);
        QCOMPARE(server.messages.mid(before), QByteArrayList{"*IDN?\n"}); // no stop from before
    }

    void whatAnswersAStopThatWentAheadAnswersNothingElse()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        const auto question = ask(*scope, "POS?", MessageClass::Harmless);
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS?"), eventually);
        server.clearTime = 400ms; // the stop does not wait so long
        server.onMessage = [&](const QByteArray &message) { server.say(message.toLower()); };
        QVERIFY(!stop(*scope, "STOP?", 1));
        QTRY_COMPARE_WITH_TIMEOUT(m_receipts.size(), 1U, eventually);
        QCOMPARE(m_receipts.front().reply, Reply("stop?"));
        QVERIFY(server.messages.count("STOP?\n") > 1);
        const auto next = ask(*scope, "NEXT?");
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished(), eventually);
        QCOMPARE(next.result(), Reply("next?"));
        QVERIFY(!failure(question).isEmpty());
    }

    void theReplyToAStopIsNotTakenForAnother()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.onMessage = [&](const QByteArray &message) {
            if (message == "STOP\n")
                server.say("stopped\n");
        };
        const auto question = ask(*scope, "POS?");
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS?"), eventually);
        server.onMessage = [&](const QByteArray &message) { server.say(message.toLower()); };
        QVERIFY(!stop(*scope, "STOP X", 1)); // behind the read, which is aborted
        QVERIFY(!stop(*scope, "STOP Y", 1)); // has its turn after the first
        QVERIFY(!stop(*scope, "STOP Z", 1));
        QTRY_COMPARE_WITH_TIMEOUT(m_receipts.size(), 3U, eventually);
        QTRY_VERIFY_WITH_TIMEOUT(question.isFinished(), eventually);
        QCOMPARE(m_receipts.at(0).reply, Reply("stop x"));
        QCOMPARE(m_receipts.at(1).reply, Reply("stop y"));
        QCOMPARE(m_receipts.at(2).reply, Reply("stop z"));
        QCOMPARE(question.result(), Reply("pos?"));
        QCOMPARE(server.calls.count("device_abort"), 1);
    }

    void aStopDuringTheIdentityQuestionIsNoReasonToReconnect()
    {
        Vxi11Server server;
        const auto identify = std::exchange(server.onMessage, [](const QByteArray &) {});
        const auto scope = link(server.address());
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "*IDN?"), eventually);
        QCOMPARE(scope->state(), LinkState::Identifying);
        server.onMessage = identify;
        QVERIFY(!stop(*scope, "STOP")); // behind the read, which is aborted
        COMES_UP(scope);
        QVERIFY(server.messages.contains("STOP\n"));
        QCOMPARE(server.connections(), 1);
    }

    void aStopWhileTheLinkIsDownIsTheFirstThingOnReturn()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.pull();
        QTRY_COMPARE_WITH_TIMEOUT(scope->state(), LinkState::Backoff, eventually);
        QVERIFY(!stop(*scope, "STOP X"));
        QVERIFY(!stop(*scope, "STOP Y", 1));
        const auto before = server.messages.size();
        server.onMessage = [&](const QByteArray &message) { server.say(message == "*IDN?\n" ? "ACME,1" : "stopped"); };
        server.plug();
        scope->connectNow();
        COMES_UP(scope);
        QCOMPARE(server.messages.mid(before), QByteArrayList({"STOP X\n", "STOP Y\n", "*IDN?\n"}));
        QCOMPARE(m_receipts.back().reply, Reply("stopped"));
    }

    void anAbortThatComesLateDoesNotSwallowTheStop()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.writeError = 23;
        server.writeErrorIn = "STOP";
        stop(*scope, "STOP");
        QTRY_VERIFY_WITH_TIMEOUT(server.messages.contains("STOP\n"), eventually);
        QCOMPARE(server.calls.count("device_write STOP"), 2);
        QCOMPARE(server.connections(), 1);
    }
};

PODIUM_TEST_MAIN(Vxi11StopTest)
#include "tst_vxi11stop.moc"
