// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"
#include "devices/links/tcpchannel.h"
#include "engine/tasks/operation.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/testmain.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageLink;
using devices::TcpAddress;
using devices::TcpChannel;

namespace
{
constexpr auto patience = 30000; // ms

struct Instrument : QTcpServer {
    Instrument()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            auto *peer = nextPendingConnection();
            const auto number = ++connections;
            connect(peer, &QTcpSocket::readyRead, peer, [this, peer, number] {
                while (peer->canReadLine()) {
                    const auto line = peer->readLine();
                    if (number > 1)
                        afterwards << line;
                    if (line == "*IDN?\n")
                        peer->write("ACME,1\n");
                    else if (line.endsWith("?\n"))
                        peer->write(line);
                }
            });
        });
    }
    int connections = 0;
    QByteArrayList afterwards; // what came after the first connection
};
} // namespace

class PulledCableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const auto problem = tests::enterOwnNetwork(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }

    void pulledCableIsShownInTimeAndAStopGoesFirstOnReturn_data()
    {
        QTest::addColumn<engine::Duration>("replyLimit");
        QTest::addColumn<bool>("asks");
        QTest::addRow("while the link rests") << engine::Duration(1s) << false;
        QTest::addRow("while the link rests and answers may take long") << engine::Duration(60s) << false;
        QTest::addRow("while a question is under way") << engine::Duration(60s) << true;
    }
    void pulledCableIsShownInTimeAndAStopGoesFirstOnReturn()
    {
        QFETCH(engine::Duration, replyLimit);
        QFETCH(bool, asks);
        Instrument instrument;
        engine::Engine engine;
        devices::LinkPolicy policy;
        policy.identify = "*IDN?";
        policy.identity = QRegularExpression(QStringLiteral("^ACME,"));
        policy.replyLimit = replyLimit;
        MessageLink psu(engine, QStringLiteral("psu"),
                        std::make_unique<TcpChannel>(TcpAddress{QStringLiteral("127.0.0.1"), instrument.serverPort()}), policy);
        psu.open();
        QTRY_COMPARE_WITH_TIMEOUT(psu.state(), LinkState::Up, patience);
        std::optional<engine::TimePoint> shown;
        connect(&psu, &MessageLink::stateChanged, &psu, [&](LinkState state) {
            if (state != LinkState::Up && !shown)
                shown = engine::Clock::now();
        });
        QCOMPARE(tests::setLoopback(false), QString());
        const auto pulled = engine::Clock::now();
        std::optional<engine::Task<devices::Reply>> question;
        if (asks)
            question = engine.run(QStringLiteral("q"), psu.query("VOLT?"));
        QTRY_VERIFY_WITH_TIMEOUT(shown.has_value(), patience);
        const auto took = std::chrono::duration<double>(*shown - pulled).count();
        qInfo("shown after %.2f s", took);
        if (question) {
            QTRY_VERIFY(question->isFinished());
            QCOMPARE(question->info().errorKind, engine::ErrorKind::Disconnected);
            question->record()->observe();
        }
        // 3 s, and what a busy machine adds.
        QVERIFY2(took < 6, qPrintable(QString::number(took)));

        QVERIFY(!psu.urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {}));
        QCOMPARE(tests::setLoopback(true), QString());
        QTRY_COMPARE_WITH_TIMEOUT(psu.state(), LinkState::Up, patience);
        QCOMPARE(instrument.afterwards.mid(0, 2), (QByteArrayList{"ABORT\n", "*IDN?\n"}));
    }
};

PODIUM_TEST_MAIN(PulledCableTest)
#include "tst_pulledcable.moc"
