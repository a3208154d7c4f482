// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxydesk.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

#include <fcntl.h>
#include <unistd.h>

using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
constexpr int patience = 20000;

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
#define SOON_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, QByteArray(expected), patience)

/// A row in which one rule makes this of the answers to "ONE?" and "TWO?", sent one after the other.
void becomes(const char *sentence, const char *rule, const QByteArray &answers)
{
    check(sentence, [rule, answers] {
        ProxyDesk desk(QString::fromLatin1(rule));
        desk.send("ONE?\n");
        SOON(desk.instrument.received.contains("ONE?") || QByteArrayView(rule).contains("of client"));
        desk.send("TWO?\nEND?\n");
        SOON(desk.got().endsWith("END\n"));
        QCOMPARE(desk.got().chopped(4), answers);
    });
}
} // namespace

class FaultProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messages_data()
    {
        checkTable();
        becomes("Without a rule nothing changes", "", "ONE\nTWO\n");
        becomes("A message of the client is dropped", "on message 1 of client: drop", "TWO\n");
        becomes("A message of the instrument is dropped", "on message 2 of instrument: drop", "ONE\n");
        becomes("The reply to a message is dropped", "on every message of client with \"ONE\": reply drop", "TWO\n");
        becomes("A message is duplicated", "on message 1 of instrument: duplicate", "ONE\nONE\nTWO\n");
        becomes("A message is truncated", "on message 1 of instrument: truncate 2 bytes", "ONTWO\n");
        becomes("Two messages are reordered", "on message 1 of instrument: reorder", "TWO\nONE\n");
        becomes("Bytes are inserted", "on message 2 of instrument: insert \"\\x41\\r\\n\"", "ONE\nA\r\nTWO\n");
        becomes("Bytes are appended", "on message 1 of instrument: append \"EV, 1\\n\"", "ONE\nEV, 1\nTWO\n");
        becomes("A message is replaced", "on message 1 of instrument: replace \"\\\"1\\\"\\n\"", "\"1\"\nTWO\n");
        becomes("Two faults strike one message", "on message 1 of instrument: truncate 2, append \"!\\n\"", "ON!\nTWO\n");
        becomes("Of a range each is struck", "on messages 1..2 of instrument: drop", "");
        becomes("Every second is struck", "on every 2nd message of instrument: drop", "ONE\n");
        becomes("A range without an end begins where it says", "on messages 2.. of instrument: insert \"-\"", "ONE\n-TWO\n-");
        becomes("A message becomes endless", "on message 1 of instrument: endless 5 bytes", "xxxxxTWO\n");
        check("A line without an end is as long as it is told", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: endless 3000000 bytes"));
            desk.send("ONE?\n");
            SOON(desk.got().size() == 3000000);
        });
        check("A message is delayed, and what is behind it waits", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: delay 80 ms"));
            desk.send("ONE?\nTWO?\n");
            SOON_COMPARE(desk.got(), "ONE\nTWO\n");
            QVERIFY(desk.when(">c") - desk.when("i>") >= 80ms);
        });
        check("A message is duplicated later", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: duplicate 80 ms"));
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\nONE\n");
            const auto pieces = desk.pieces(">c");
            QCOMPARE(pieces, (QList<qsizetype>{4, 4}));
        });
        check("One byte is corrupted, by the seed, and not the line end", [] {
            const auto once = [](quint32 seed) {
                ProxyDesk desk(QStringLiteral("on every message of instrument: corrupt"), seed);
                desk.send("ABCDEFGH?\n");
                [&desk] { SOON(desk.got().endsWith('\n')); }();
                return desk.got();
            };
            const auto bytes = once(3);
            QCOMPARE(bytes.size(), 9);
            int changed = 0;
            for (int i = 0; i < 9; ++i)
                changed += bytes[i] != "ABCDEFGH\n"[i] ? 1 : 0;
            QCOMPARE(changed, 1);
            QCOMPARE(once(3), bytes);
            QVERIFY(once(4) != bytes);
        });
        check("Garbage is as long as it is told and ends as a line", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: garbage 20 bytes"));
            desk.send("ONE?\n");
            SOON(desk.got().size() == 21 && desk.got().count('\n') == 1);
        });
        check("A message is split into bytes", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: split"));
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
            QCOMPARE(desk.pieces(">c"), (QList<qsizetype>{1, 1, 1, 1}));
        });
        check("A message is sliced", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of client: slice 3 bytes"));
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
            QCOMPARE(desk.pieces(">i"), (QList<qsizetype>{3, 2}));
        });
        check("A slow loris takes its time for each byte", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: bandwidth 50 B/s"));
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
            QVERIFY(desk.proxy.log().lines().back().time - desk.when("i>") >= 60ms);
        });
        check("Messages are merged into one piece", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: merge 2 messages"));
            desk.send("ONE?\n");
            SOON(desk.pieces("i>").size() == 1);
            desk.send("TWO?\n");
            SOON_COMPARE(desk.got(), "ONE\nTWO\n");
            QCOMPARE(desk.pieces(">c"), (QList<qsizetype>{8}));
        });
        check("A held message goes on when it is released", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: hold"));
            desk.send("ONE?\nTWO?\n");
            SOON(desk.proxy.log().bytes("i>") == "ONE\nTWO\n");
            QVERIFY(desk.pieces(">c").isEmpty());
            desk.give(QStringLiteral("release"));
            SOON_COMPARE(desk.got(), "ONE\nTWO\n");
        });
        check("Chance strikes the same messages with the same seed", [] {
            const auto count = [](quint32 seed) {
                ProxyDesk desk(QStringLiteral("on a message in 2 of instrument: drop"), seed);
                desk.send(QByteArray("ONE?\n").repeated(40) + "END?\n");
                [&desk] { SOON(desk.instrument.received.contains("END?") && desk.proxy.log().bytes("i>").endsWith("END\n")); }();
                return desk.proxy.script().struck();
            };
            const auto first = count(5);
            QVERIFY(first > 5 && first < 36);
            QCOMPARE(count(5), first);
        });
        check("A rule that comes later counts from then on, and clear forgets it", [] {
            ProxyDesk desk;
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
            desk.give(QStringLiteral("on message 1 of instrument: drop"));
            desk.send("TWO?\nTHREE?\n");
            SOON_COMPARE(desk.got(), "ONE\nTHREE\n");
            desk.give(QStringLiteral("on every message of instrument: drop"));
            desk.give(QStringLiteral("clear"));
            desk.send("FOUR?\n");
            SOON_COMPARE(desk.got(), "ONE\nTHREE\nFOUR\n");
        });
    }
    void messages() { runCheck(); }

    void connections_data()
    {
        checkTable();
        check("Freeze holds both directions, of a new connection too, until thaw", [] {
            ProxyDesk desk;
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
            desk.give(QStringLiteral("freeze"));
            desk.send("TWO?\n");
            QTcpSocket other;
            other.connectToHost(QHostAddress(QHostAddress::LocalHost), desk.proxy.port());
            other.write("OTHER?\n");
            SOON(desk.proxy.log().bytes("c>").contains("OTHER?"));
            QCOMPARE(desk.instrument.received, QByteArrayList{"ONE?"});
            desk.give(QStringLiteral("thaw"));
            SOON_COMPARE(desk.got(), "ONE\nTWO\n");
            SOON(other.bytesAvailable() == 6);
        });
        check("A reset comes in the middle of a reply", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: reset 2 bytes"));
            desk.send("ONE?\n");
            SOON(desk.client.state() == QAbstractSocket::UnconnectedState);
            QVERIFY(desk.got().size() <= 2); // a reset may overtake them
            QVERIFY(desk.proxy.log().bytes(">c") == "ON" && desk.client.error() != QAbstractSocket::UnknownSocketError);
            SOON(desk.proxy.open() == 0);
        });
        check("A close passes on what came before", [] {
            ProxyDesk desk(QStringLiteral("on message 1 of instrument: close"));
            desk.send("ONE?\n");
            SOON(desk.client.state() == QAbstractSocket::UnconnectedState);
            QCOMPARE(desk.got(), "ONE\n");
            QCOMPARE(desk.client.error(), QAbstractSocket::RemoteHostClosedError);
        });
        check("After a half-close the other direction goes on", [] {
            ProxyDesk desk;
            SOON(desk.client.state() == QAbstractSocket::ConnectedState && desk.proxy.open() == 1);
            desk.give(QStringLiteral("half-close instrument"));
            SOON(desk.client.state() != QAbstractSocket::ConnectedState);
            ProxyDesk other(QStringLiteral("on message 1 of client: half-close"));
            other.send("ONE?\nTWO?\n");
            SOON(other.proxy.log().bytes("#").contains("the instrument has gone")); // it has heard the end
            QCOMPARE(other.instrument.received, QByteArrayList{"ONE?"});
            QCOMPARE(other.proxy.log().bytes(">i"), "ONE?\n");
        });
        check("It refuses, keeps its port, and accepts again", [] {
            ProxyDesk desk;
            SOON(desk.client.state() == QAbstractSocket::ConnectedState);
            desk.give(QStringLiteral("pull"));
            SOON(desk.client.state() == QAbstractSocket::UnconnectedState);
            const auto port = desk.proxy.port();
            desk.client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            SOON(desk.client.error() == QAbstractSocket::ConnectionRefusedError);
            QTcpServer thief;
            QVERIFY(!thief.listen(QHostAddress::LocalHost, port));
            desk.give(QStringLiteral("plug"));
            desk.client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
        });
        check("A full one answers nobody until it accepts again", [] {
            ProxyDesk desk;
            SOON(desk.client.state() == QAbstractSocket::ConnectedState);
            desk.give(QStringLiteral("full"));
            QTcpSocket other;
            other.connectToHost(QHostAddress(QHostAddress::LocalHost), desk.proxy.port());
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n"); // who was there stays
            QCOMPARE(other.state(), QAbstractSocket::ConnectingState);
            desk.give(QStringLiteral("accept"));
            SOON(other.state() == QAbstractSocket::ConnectedState); // the kernel tries again
        });
        check("With one client a second is turned away", [] {
            ProxyDesk desk(QStringLiteral("one-client"));
            SOON(desk.proxy.open() == 1);
            QTcpSocket other;
            other.connectToHost(QHostAddress(QHostAddress::LocalHost), desk.proxy.port());
            SOON(other.error() == QAbstractSocket::RemoteHostClosedError);
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "ONE\n");
            desk.client.close();
            SOON(desk.proxy.open() == 0);
        });
        check("A greeting comes with each connection", [] {
            ProxyDesk desk(QStringLiteral("on connection: insert \"Welcome\\n\""));
            desk.send("ONE?\n");
            SOON_COMPARE(desk.got(), "Welcome\nONE\n");
        });
        check("An instrument that is not there ends the client's connection", [] {
            FaultProxy proxy(ProxyPlace{.target = 1});
            QTcpSocket client;
            client.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.port());
            SOON(client.state() == QAbstractSocket::UnconnectedState && client.error() != QAbstractSocket::UnknownSocketError);
        });
        check("A pseudo-terminal is pulled, and comes back under another name behind the same link", [] {
            const QTemporaryDir folder;
            EchoInstrument instrument;
            const auto link = folder.filePath(QStringLiteral("meter"));
            FaultProxy proxy(ProxyPlace{.target = instrument.port(), .isPty = true, .link = link});
            const auto ask = [&](const QByteArray &question) {
                const int terminal = ::open(link.toLocal8Bit().constData(), O_RDWR | O_NOCTTY | O_NONBLOCK);
                QByteArray answer;
                const bool isSent = ::write(terminal, question.constData(), std::size_t(question.size())) > 0;
                const bool isAnswered = isSent && QTest::qWaitFor([&] {
                    char bytes[64];
                    if (const auto count = ::read(terminal, bytes, sizeof bytes); count > 0)
                        answer.append(bytes, count);
                    return answer.endsWith('\n');
                }, patience);
                ::close(terminal);
                return isAnswered ? answer : QByteArray("no answer");
            };
            QCOMPARE(ask("ONE?\n"), "ONE\n");
            const int old = ::open(proxy.terminal().constData(), O_RDWR | O_NOCTTY | O_NONBLOCK);
            QCOMPARE(proxy.command(QStringLiteral("pull")), QString());
            SOON(::write(old, "x", 1) < 0 && !QFile::exists(link));
            QCOMPARE(proxy.command(QStringLiteral("plug")), QString());
            QCOMPARE(ask("TWO?\n"), "TWO\n");
            ::close(old);
        });
    }
    void connections() { runCheck(); }
};

PODIUM_TEST_MAIN(FaultProxyTest)
#include "tst_faultproxy.moc"
