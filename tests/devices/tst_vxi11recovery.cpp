// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/support/vxi11fixture.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageClass;
using devices::MessageLink;
using devices::Reply;
using tests::Vxi11Server;

/// How a VXI-11 link gets from a call that ended badly to one that goes well; the judge is what the server was called for.
class Vxi11RecoveryTest : public QObject, private tests::Vxi11Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void afterATimeoutOrACancelTheInstrumentIsClearedInPlace_data()
    {
        QTest::addColumn<bool>("cancels");
        QTest::newRow("a reply does not come in time") << false;
        QTest::newRow("a query is cancelled in flight") << true;
    }
    void afterATimeoutOrACancelTheInstrumentIsClearedInPlace()
    {
        QFETCH(bool, cancels);
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        const auto slow = ask(*scope, "SLOW?", MessageClass::Read, cancels ? 20s : 50ms);
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "SLOW?"), eventually);
        const auto next = ask(*scope, "NEXT?");
        const auto identify = server.onMessage;
        server.onMessage = [&](const QByteArray &message) { message == "NEXT?\n" ? server.say("next") : identify(message); };
        if (cancels)
            slow.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished(), eventually);
        QCOMPARE(next.result(), Reply("next"));
        QVERIFY(slow.isFinished());
        QCOMPARE(slow.info().outcome, std::optional(cancels ? engine::Outcome::Cancelled : engine::Outcome::Failed));
        slow.record()->observe();
        const auto from = server.calls.mid(server.calls.lastIndexOf("device_write SLOW?"), 5);
        QCOMPARE(from, QByteArrayList({"device_write SLOW?", "device_read", "device_abort", "device_clear", "device_write *IDN?"}));
        QCOMPARE(server.connections(), 1);
        QCOMPARE(scope->counters().resyncs, 1U);
    }

    void anInstrumentThatCannotBeClearedIsConnectedAnewAfterTheStop()
    {
        Vxi11Server server;
        server.clearError = 8;
        const auto scope = link(server.address());
        COMES_UP(scope);
        const auto question = ask(*scope, "POS?", MessageClass::Harmless);
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS?"), eventually);
        scope->urgentNow("STOP", 0, [](const devices::ExchangeResult &) {});
        QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 2, eventually);
        COMES_UP(scope);
        QVERIFY(server.messages.contains("STOP\n"));
        QVERIFY(!failure(question).isEmpty());
    }

    void anErrorOfAWriteEndsTheStreamAndSaysWhy()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        QStringList told;
        connect(scope.get(), &MessageLink::stateChanged, this, [&](LinkState, const QString &why) { told << why; });
        server.writeError = 11;
        server.writeErrorIn = "VOLT";
        const auto sent = engine.run(QStringLiteral("w"), scope->send("VOLT 1", MessageClass::Write));
        QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 2, eventually);
        COMES_UP(scope);
        QVERIFY2(told.constFirst().startsWith(QStringLiteral("\"VOLT 1\" was not taken: another program has locked it (VXI-11 error 11)")),
                 qPrintable(told.constFirst()));
    }

    void aLinkThatIsClosedLeavesNoReadBehind()
    {
        Vxi11Server server;
        const auto scope = link(server.address());
        COMES_UP(scope);
        server.readsEnd = false;
        const auto question = ask(*scope, "POS?");
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(server, "POS?"), eventually);
        scope->close();
        QTRY_VERIFY_WITH_TIMEOUT(server.calls.contains("destroy_link"), eventually);
        QVERIFY(server.calls.contains("device_abort"));
        QVERIFY(!failure(question).isEmpty());
    }

    void aServerThatFallsSilentIsLeftAndComesBack()
    {
        Vxi11Server server;
        auto how = policy();
        how.heartbeat = 10ms;
        how.replyLimit = 50ms;
        how.connectLimit = 500ms;
        const auto scope = link(server.address() + QStringLiteral("&io_timeout=10"), how);
        COMES_UP(scope);
        server.readsEnd = false;
        server.abortAnswers = false;
        server.executesWrites = false;
        QTRY_COMPARE_WITH_TIMEOUT(scope->state(), LinkState::Backoff, eventually);
        server.pull();
        server.readsEnd = server.abortAnswers = server.executesWrites = true;
        server.plug();
        COMES_UP(scope);
    }
};

PODIUM_TEST_MAIN(Vxi11RecoveryTest)
#include "tst_vxi11recovery.moc"
