// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

#include <cstdio>
#include <random>

using namespace podium;
using namespace std::chrono_literals;
using devices::ExchangeResult;
using devices::MessageClass;
using devices::Reply;
using std::chrono::milliseconds;
using tests::LinkFixture;

namespace
{
constexpr auto limit = 100ms;

enum class Repeats : quint8 { Never, Glued, AnyTime };

/// Which faults the peer has; every peer is slow, drops replies, slices them and hangs up now and then.
///
/// A raw stream cannot tell a repeated line from the reply to the next message once that is under way.
struct Faults {
    Repeats repeats = Repeats::Never;
    bool chatters = false;     ///< lines that nobody asked for arrive at any time
    bool answersStops = false;
    /// A serial port: an answer may come after the port was opened anew, in the order asked.
    bool isSerial = false;
};

/// Answers "TAG?" with "TAG" in the order asked, badly.
class FaultyPeer
{
public:
    FaultyPeer(LinkFixture &fixture, const Faults &faults, quint32 seed)
        : random(seed)
        , m_fixture(fixture)
        , m_faults(faults)
    {
        fixture.channel->onMessage = [this](const QByteArray &message) { answer(message); };
    }

    int draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); }
    bool chance(int percent) { return draw(100) < percent; }

    const Faults &faults() const { return m_faults; }

    std::mt19937 random;

private:
    void answer(const QByteArray &message)
    {
        auto &f = m_fixture;
        const auto now = f.engine.now();
        if (std::exchange(m_connection, f.channel->connections) != f.channel->connections && !m_faults.isSerial)
            m_busyUntil = now;
        f.channel->keeps = chance(50);
        m_busyUntil = std::max(m_busyUntil, now) + milliseconds(chance(4) ? 60 + draw(300) : draw(8));
        if (draw(200) == 0)
            f.channel->hangUp(QStringLiteral("whim"), milliseconds(draw(50)));
        if (chance(2) || (message.startsWith('S') && !m_faults.answersStops))
            return;
        const auto line = message == "*IDN?" ? f.identity + "\n" : message.chopped(1) + "\n";
        const bool repeats = draw(7) == 0;
        const auto bytes = repeats && m_faults.repeats == Repeats::Glued ? line + line : line;
        const auto after = m_busyUntil - now;
        if (chance(30) && bytes == line) {
            const auto piece = 1 + draw(3);
            const auto between = milliseconds(draw(3));
            f.channel->deliverPieces(bytes, after, between, piece);
            m_busyUntil += between * (bytes.size() / piece + 1);
        } else {
            f.channel->deliver(bytes, after);
        }
        if (repeats && m_faults.repeats == Repeats::AnyTime) // whole lines, behind everything that is under way
            f.channel->deliver(line, (m_busyUntil += milliseconds(draw(60))) - now);
        if (m_faults.chatters && chance(5))
            f.channel->deliver("nobody asked\n", (m_busyUntil += milliseconds(draw(30))) - now);
    }

    LinkFixture &m_fixture;
    Faults m_faults;
    engine::TimePoint m_busyUntil{};
    int m_connection = 0;
};

struct Tally {
    int right = 0;
    int wrong = 0;
    int timeouts = 0;
    int cancelled = 0;
    int lost = 0;
    int stops = 0;

    void count(const Reply &reply, const QByteArray &expected) { ++(reply == expected ? right : wrong); }
};

engine::Op<> client(LinkFixture &f, FaultyPeer &peer, Tally &tally, QByteArray name, int queries, bool tagged)
{
    for (int i = 0; i < queries; ++i) {
        const auto tag = name + QByteArray::number(i);
        std::optional<devices::ReplyShape> shape;
        if (tagged)
            shape = devices::ReplyShape{1, {}, QRegularExpression(QStringLiteral("^%1$").arg(QString::fromLatin1(tag)))};
        const auto task = engine::spawn(QString::fromLatin1(tag), f.link->query(tag + '?', MessageClass::Read, limit, shape));
        if (peer.chance(5))
            f.engine.at(f.engine.now() + milliseconds(peer.draw(30)), [task] { task.cancel(); });
        if (peer.chance(1)) {
            const auto stop = "S" + tag;
            f.link->urgentNow(stop + '?', peer.faults().answersStops ? 1 : 0, [&tally, stop, tagged](const ExchangeResult &receipt) {
                ++tally.stops;
                if (!receipt.reply.isNull() && !tagged) // a stop has no tag of its own
                    tally.wrong += receipt.reply != stop;
            });
        }
        bool mustPause = false;
        try {
            tally.count(co_await task, tag);
        } catch (const engine::Error &error) {
            ++(error.kind() == engine::ErrorKind::Timeout ? tally.timeouts : tally.lost);
            mustPause = error.kind() == engine::ErrorKind::Disconnected;
        } catch (const engine::Cancelled &) {
            ++tally.cancelled;
        }
        if (mustPause || peer.chance(20))
            co_await engine::sleep(milliseconds(peer.draw(!mustPause ? 50 : peer.faults().isSerial ? 3000 : 300)));
    }
}
} // namespace

class LinkPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noReplyEverAnswersAnotherQuestion_data()
    {
        QTest::addColumn<devices::Resync>("resync");
        QTest::addColumn<bool>("tagged");
        QTest::addColumn<Faults>("faults");
        constexpr auto reconnect = devices::Resync::Reconnect;
        constexpr auto drain = devices::Resync::Drain;
        QTest::newRow("raw, reconnecting, glued repeats") << reconnect << false << Faults{Repeats::Glued, false, false};
        QTest::newRow("raw, draining, glued repeats") << drain << false << Faults{Repeats::Glued, false, false};
        QTest::newRow("raw, reconnecting, stops with replies") << reconnect << false << Faults{Repeats::Never, false, true};
        QTest::newRow("raw, draining, stops with replies") << drain << false << Faults{Repeats::Never, false, true};
        QTest::newRow("tagged, reconnecting, everything") << reconnect << true << Faults{Repeats::AnyTime, true, true};
        QTest::newRow("serial, draining, glued repeats") << reconnect << false << Faults{Repeats::Glued, false, false, true};
        QTest::newRow("serial, draining, stops with replies") << reconnect << false << Faults{Repeats::Never, false, true, true};
        QTest::newRow("serial, draining, tagged, everything") << reconnect << true << Faults{Repeats::AnyTime, true, true, true};
    }
    void noReplyEverAnswersAnotherQuestion()
    {
        QFETCH(devices::Resync, resync);
        QFETCH(bool, tagged);
        QFETCH(Faults, faults);
        constexpr int clients = 4;
        constexpr int queries = 3200; // in eight rows more than 100,000
        bool given = false;
        auto seed = static_cast<quint32>(qEnvironmentVariableIntValue("PODIUM_SEED", &given));
        if (!given)
            seed = QRandomGenerator::global()->generate() & 0x7fffffff;
        std::printf("seed %u (repeat with PODIUM_SEED=%u)\n", seed, seed);

        auto policy = LinkFixture::known();
        policy.resync = resync;
        policy.replyLimit = limit;
        policy.lateReply = 40ms;
        policy.longestDelay = 800ms;
        policy.heartbeat = 500ms;
        policy.seed = seed;
        LinkFixture f(policy, !faults.isSerial);
        FaultyPeer peer(f, faults, seed);
        Tally tally;
        f.comeUp();
        for (int i = 0; i < clients; ++i)
            (void)f.engine.run(QStringLiteral("client"), client(f, peer, tally, QByteArray(1, static_cast<char>('A' + i)), queries, tagged));
        for (int i = 0; i < 100000 && f.engine.activeTasks() > 0; ++i)
            f.advance(100ms);

        const auto &counters = f.link->counters();
        std::printf("%d right, %d wrong, %d timeouts, %d cancelled, %d lost, %d stops; %llu duplicates, %llu late, %llu resyncs, %llu losses\n",
                    tally.right, tally.wrong, tally.timeouts, tally.cancelled, tally.lost, tally.stops, counters.duplicates,
                    counters.late, counters.resyncs, counters.losses);
        QCOMPARE(tally.wrong, 0);
        QCOMPARE(tally.right + tally.timeouts + tally.cancelled + tally.lost, clients * queries);
        QVERIFY(tally.right > clients * queries / 2);
        QVERIFY(tally.timeouts > 50 && tally.cancelled > 50 && tally.lost > 50 && tally.stops > 50);
        QVERIFY(counters.resyncs > 50);
        QVERIFY(counters.duplicates > 50 || faults.repeats == Repeats::Never);
    }
};

PODIUM_TEST_MAIN(LinkPropertyTest)
#include "tst_linkproperty.moc"
