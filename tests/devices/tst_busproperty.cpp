// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkfixture.h"
#include "tests/support/scriptedbus.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

#include <cstdio>
#include <random>

using namespace podium;
using namespace std::chrono_literals;
using devices::ExchangeResult;
using devices::MessageClass;
using devices::MessageLink;
using devices::Reply;
using std::chrono::milliseconds;
using tests::ScriptedBus;

namespace
{
constexpr auto limit = 100ms;

struct Tally {
    int right = 0;
    int wrong = 0;
    int timeouts = 0;
    int cancelled = 0;
    int lost = 0;
    int stops = 0;
};

/// A link over a bus whose instrument is slow, mute now and then, and hangs up.
class World
{
public:
    explicit World(quint32 seed)
        : time(new engine::ManualScheduler)
        , engine(std::unique_ptr<engine::Scheduler>(time))
        , m_random(seed)
    {
        auto channel = std::make_unique<ScriptedBus>(engine);
        bus = channel.get();
        bus->onMessage = [this](const QByteArray &message) { return answer(message); };
        auto policy = tests::LinkFixture::known();
        policy.replyLimit = limit;
        policy.lateReply = 40ms;
        policy.heartbeat = 500ms;
        policy.seed = seed;
        link = std::make_unique<MessageLink>(engine, QStringLiteral("scope"), std::move(channel), policy);
        link->open();
    }
    int draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }
    bool chance(int percent) { return draw(100) < percent; }

    void stop(const QByteArray &message, bool isAnswered)
    {
        ++m_stopsAsked;
        link->urgentNow(message + (isAnswered ? "?" : ""), isAnswered ? 1 : 0, [this, message](const ExchangeResult &receipt) {
            ++tally.stops;
            if (!receipt.reply.isNull())
                tally.wrong += receipt.reply != message;
        });
    }
    int stopsAsked() const { return m_stopsAsked; }

    engine::ManualScheduler *time;
    engine::Engine engine;
    ScriptedBus *bus;
    std::unique_ptr<MessageLink> link;
    Tally tally;

private:
    std::pair<QByteArray, engine::Duration> answer(const QByteArray &message)
    {
        const engine::Duration work = milliseconds(chance(4) ? 60 + draw(300) : draw(8));
        if (draw(400) == 0)
            bus->hangUp(milliseconds(draw(50)));
        if (!message.endsWith('?') || chance(2))
            return {{}, work};
        const auto line = message == "*IDN?" ? QByteArray("ACME,1") : message.chopped(1);
        return {chance(50) ? line : line + "\r\n", work};
    }

    std::mt19937 m_random;
    int m_stopsAsked = 0;
};

engine::Op<> client(World &world, QByteArray name, int queries)
{
    for (int i = 0; i < queries; ++i) {
        const auto tag = name + QByteArray::number(i);
        const auto messageClass = world.chance(50) ? MessageClass::Read : MessageClass::Harmless;
        const auto task = engine::spawn(QString::fromLatin1(tag), world.link->query(tag + '?', messageClass, limit));
        if (world.chance(5))
            world.engine.at(world.engine.now() + milliseconds(world.draw(30)), [task] { task.cancel(); });
        if (world.chance(2))
            world.engine.at(world.engine.now() + milliseconds(world.draw(30)), [&world, tag] { world.stop("S" + tag, world.chance(50)); });
        bool mustPause = false;
        try {
            ++(co_await task == tag ? world.tally.right : world.tally.wrong);
        } catch (const engine::Error &error) {
            ++(error.kind() == engine::ErrorKind::Timeout ? world.tally.timeouts : world.tally.lost);
            mustPause = error.kind() == engine::ErrorKind::Disconnected;
        } catch (const engine::Cancelled &) {
            ++world.tally.cancelled;
        }
        if (mustPause || world.chance(20))
            co_await engine::sleep(milliseconds(world.draw(mustPause ? 300 : 50)));
    }
}
} // namespace

class BusPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noReplyEverAnswersAnotherQuestionAndEveryStopArrives()
    {
        constexpr int clients = 4;
        constexpr int queries = 2500;
        bool given = false;
        auto seed = static_cast<quint32>(qEnvironmentVariableIntValue("PODIUM_SEED", &given));
        if (!given)
            seed = QRandomGenerator::global()->generate() & 0x7fffffff;
        std::printf("seed %u (repeat with PODIUM_SEED=%u)\n", seed, seed);

        World world(seed);
        world.time->advance(10ms);
        for (int i = 0; i < clients; ++i)
            (void)world.engine.run(QStringLiteral("client"), client(world, QByteArray(1, static_cast<char>('A' + i)), queries));
        for (int i = 0; i < 100000 && world.engine.activeTasks() > 0; ++i)
            world.time->advance(100ms);
        world.time->advance(20s);

        const auto &tally = world.tally;
        std::printf("%d right, %d wrong, %d timeouts, %d cancelled, %d lost, %d stops; %d clears, %d connections\n", tally.right,
                    tally.wrong, tally.timeouts, tally.cancelled, tally.lost, tally.stops, world.bus->clears, world.bus->connections);
        QCOMPARE(tally.wrong, 0);
        QCOMPARE(tally.right + tally.timeouts + tally.cancelled + tally.lost, clients * queries);
        QCOMPARE(tally.stops, world.stopsAsked());
        QVERIFY(tally.right > clients * queries / 2);
        QVERIFY(tally.timeouts > 50 && tally.cancelled > 50 && tally.lost > 50 && tally.stops > 50);
        QVERIFY(world.bus->clears > 50 && world.bus->connections > 10);
        const auto taken = std::count_if(world.bus->taken.begin(), world.bus->taken.end(), [](const QByteArray &message) { return message.startsWith('S'); });
        QVERIFY2(taken > tally.stops * 9 / 10, qPrintable(QString::number(taken))); // the others left with a connection that broke
    }
};

PODIUM_TEST_MAIN(BusPropertyTest)
#include "tst_busproperty.moc"
