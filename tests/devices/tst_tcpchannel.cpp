// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"
#include "devices/links/tcpchannel.h"
#include "engine/tasks/operation.h"
#include "tests/support/rawserver.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTimer>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageClass;
using devices::MessageLink;
using devices::Reply;
using devices::TcpAddress;
using devices::TcpChannel;

namespace
{
/// A server on loopback: knows its identity and answers every other line by itself.
class Server : public QTcpServer
{
public:
    Server()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            peer = nextPendingConnection();
            connect(peer, &QTcpSocket::readyRead, peer, [this, socket = peer] {
                while (socket->canReadLine())
                    handler(socket, socket->readLine());
            });
        });
    }
    TcpAddress address() const { return {QStringLiteral("127.0.0.1"), serverPort()}; }

    QTcpSocket *peer = nullptr;
    std::function<void(QTcpSocket *, const QByteArray &)> handler = [](QTcpSocket *socket, const QByteArray &line) {
        socket->write(line == "*IDN?\n" ? QByteArray("ACME,1\n") : line);
    };
};

devices::LinkPolicy policy()
{
    devices::LinkPolicy policy;
    policy.identify = "*IDN?";
    policy.identity = QRegularExpression(QStringLiteral("^ACME,"));
    return policy;
}
} // namespace

class TcpChannelTest : public QObject
{
    Q_OBJECT

    engine::Engine m_engine;

    std::unique_ptr<MessageLink> link(const TcpAddress &address, const devices::LinkPolicy &how = policy())
    {
        return std::make_unique<MessageLink>(m_engine, QStringLiteral("psu"), std::make_unique<TcpChannel>(address), how);
    }

private Q_SLOTS:
    void linkTalksOverLoopback()
    {
        Server server;
        const auto psu = link(server.address());
        psu->open();
        QTRY_COMPARE(psu->state(), LinkState::Up);
        for (int i = 0; i < 100; ++i) {
            const auto message = "VALUE " + QByteArray::number(i);
            const auto task = m_engine.run(QStringLiteral("q"), psu->query(message));
            QTRY_VERIFY(task.isFinished());
            QCOMPARE(task.result(), message);
        }
    }

    void connectionNoticesAVanishedPeer()
    {
        Server server;
        TcpChannel channel(server.address(), 2500ms);
        bool opened = false;
        channel.opened = [&] { opened = true; };
        channel.open();
        QTRY_VERIFY(opened);
        const auto socket = channel.descriptor();
        const auto option = [socket](int level, int name) {
            int value = -1;
            socklen_t size = sizeof value;
            ::getsockopt(socket, level, name, &value, &size);
            return value;
        };
        QCOMPARE(option(IPPROTO_TCP, TCP_NODELAY), 1);
        QCOMPARE(option(SOL_SOCKET, SO_KEEPALIVE), 1);
        QCOMPARE(option(IPPROTO_TCP, TCP_KEEPIDLE), 1);
        QCOMPARE(option(IPPROTO_TCP, TCP_KEEPINTVL), 1);
        QCOMPARE(option(IPPROTO_TCP, TCP_KEEPCNT), 2);
        QCOMPARE(option(IPPROTO_TCP, TCP_USER_TIMEOUT), 2500);
    }

    void refusedConnectionIsToldAndTriedAgain()
    {
        TcpAddress nobody;
        {
            Server gone;
            nobody = gone.address();
        }
        const auto psu = link(nobody);
        psu->open();
        QTRY_COMPARE(psu->state(), LinkState::Backoff);
        QVERIFY2(psu->why().contains(QStringLiteral("refused")), qPrintable(psu->why()));
        QTRY_VERIFY(psu->counters().losses >= 3);
    }

    void replySlicedIntoSingleBytesIsWhole()
    {
        Server server;
        const auto psu = link(server.address());
        psu->open();
        QTRY_COMPARE(psu->state(), LinkState::Up);
        server.handler = [](QTcpSocket *socket, const QByteArray &) {
            auto *timer = new QTimer(socket);
            QObject::connect(timer, &QTimer::timeout, socket, [socket, timer, rest = QByteArray("#16ab\ncd\n\r\n")]() mutable {
                socket->write(rest.first(1));
                socket->flush();
                rest.remove(0, 1);
                if (rest.isEmpty())
                    delete timer;
            });
            timer->start(1);
        };
        const auto task = m_engine.run(QStringLiteral("q"), psu->query("DATA?"));
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result(), Reply("#16ab\ncd\n"));
    }

    void resetInTheMiddleOfAReplyUsesNoPartOfIt()
    {
        const QByteArray reply = "12.500\n";
        Server server;
        auto how = policy();
        how.backoffFirst = 1ms;
        const auto psu = link(server.address(), how);
        psu->open();
        for (qsizetype length = 0; length < reply.size(); ++length) {
            QTRY_COMPARE(psu->state(), LinkState::Up);
            server.handler = [&](QTcpSocket *socket, const QByteArray &line) {
                if (line == "*IDN?\n") {
                    socket->write("ACME,1\n");
                    return;
                }
                socket->write(reply.first(length));
                socket->flush();
                const linger now{1, 0}; // close by reset
                ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
                socket->abort();
            };
            const auto task = m_engine.run(QStringLiteral("q"), psu->query("VOLT?"));
            QTRY_VERIFY(task.isFinished());
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Disconnected);
            task.record()->observe();
        }
    }

    void everythingThatCameBeforeTheEndIsRead()
    {
        Server server;
        const auto psu = link(server.address());
        psu->open();
        QTRY_COMPARE(psu->state(), LinkState::Up);
        server.handler = [](QTcpSocket *socket, const QByteArray &) {
            socket->write("5.0\n");
            socket->disconnectFromHost();
        };
        const auto task = m_engine.run(QStringLiteral("q"), psu->query("VOLT?"));
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result(), Reply("5.0"));
        QTRY_VERIFY(psu->counters().losses == 1);
    }

    void nothingIsToldAfterClose()
    {
        Server server;
        TcpChannel channel(server.address());
        int told = 0;
        channel.opened = [&] { ++told; };
        channel.closed = [&](const QString &) { ++told; };
        for (int i = 0; i < 500; ++i) {
            channel.open();
            if (i % 3 == 0)
                QCoreApplication::processEvents();
            const auto before = told;
            channel.close();
            if (i % 7 == 0)
                QCoreApplication::processEvents();
            QCOMPARE(told, before);
        }
        QSignalSpy spy(&server, &QTcpServer::newConnection);
        spy.wait(20);
        const auto before = told;
        spy.wait(20);
        QCOMPARE(told, before);
    }

    void linkMayBeRemovedInTheSliceThatItsBytesBegin()
    {
        Server server;
        auto psu = link(server.address());
        psu->open();
        QTRY_COMPARE(psu->state(), LinkState::Up);
        m_engine.timers().add(engine::TimePoint::min(), [&psu] { psu.reset(); });
        server.peer->write("unsolicited\n");
        QTRY_VERIFY(!psu);
    }

    void stopIsOnTheWireWhenTheCallReturns()
    {
        tests::RawServer server;
        auto how = policy();
        how.identify.clear();
        const auto psu = link({QStringLiteral("127.0.0.1"), server.port()}, how);
        psu->open();
        server.accept();
        QTRY_COMPARE(psu->state(), LinkState::Up);
        const auto pending = m_engine.run(QStringLiteral("q"), psu->query("SLOW?", MessageClass::Read, 60s));
        QByteArray received;
        QTRY_COMPARE(received.append(server.readNow()), QByteArray("SLOW?\n"));
        QVERIFY(psu->urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {}));
        QCOMPARE(server.readNow(), QByteArray("ABORT\n")); // no event loop has run in between
        pending.cancel();
        QTRY_VERIFY(pending.isFinished());
    }

    void largeMessageIsSentWithoutWaitingAndOrdinaryOnesKeepBehindIt()
    {
        tests::RawServer server;
        auto how = policy();
        how.identify.clear();
        const auto psu = link({QStringLiteral("127.0.0.1"), server.port()}, how);
        psu->open();
        server.accept();
        QTRY_COMPARE(psu->state(), LinkState::Up);
        const QByteArray wave(qsizetype(32) * 1024 * 1024, 'w');
        const auto large = m_engine.run(QStringLiteral("w"), psu->send(wave, MessageClass::Write));
        const auto small = m_engine.run(QStringLiteral("s"), psu->send("VOLT 1", MessageClass::Write));
        QTRY_VERIFY(large.isFinished());
        QSignalSpy traced(psu.get(), &MessageLink::messageTraced);
        QVERIFY(!traced.wait(50)); // the server does not read yet
        QVERIFY(!small.isFinished());
        qsizetype received = 0;
        QByteArray last;
        const auto read = [&] {
            for (auto bytes = server.readNow(); !bytes.isEmpty(); bytes = server.readNow()) {
                received += bytes.size();
                last = (last + bytes).last(std::min<qsizetype>(8, last.size() + bytes.size()));
            }
            return received;
        };
        QTRY_COMPARE_WITH_TIMEOUT(read(), wave.size() + 1 + 7, 60000);
        QCOMPARE(last, QByteArray("\nVOLT 1\n"));
        QTRY_VERIFY(small.isFinished());
    }
};

PODIUM_TEST_MAIN(TcpChannelTest)
#include "tst_tcpchannel.moc"
