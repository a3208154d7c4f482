// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkfixture.h"
#include "tests/support/scriptedbus.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::ExchangeResult;
using devices::MessageClass;
using devices::MessageLink;
using devices::TraceKind;
using tests::ScriptedBus;

namespace
{
/// A link over a bus that is cleared in 10 ms and takes a message in 1 ms; the instrument answers "NAME?" at once, but never
/// "MUTE?".
class World
{
public:
    World()
    {
        auto channel = std::make_unique<ScriptedBus>(engine);
        bus = channel.get();
        bus->clearTime = 10ms;
        bus->onMessage = [](const QByteArray &message) -> std::pair<QByteArray, engine::Duration> {
            if (message == "*IDN?")
                return {"ACME,1\n", {}};
            return {message.endsWith('?') && message != "MUTE?" ? message.chopped(1) + '\n' : QByteArray(), {}};
        };
        link = std::make_unique<MessageLink>(engine, QStringLiteral("scope"), std::move(channel), tests::LinkFixture::known());
        link->open();
        time->advance(100ms);
    }
    /// Since the stop was wanted; empty: it has not left.
    std::optional<std::chrono::milliseconds> stop(const QByteArray &message, int replies = 0)
    {
        wanted = engine.now();
        return since(link->urgentNow(message, replies, [this](const ExchangeResult &result) { receipts.push_back(result); }));
    }
    std::optional<std::chrono::milliseconds> since(const std::optional<engine::TimePoint> &when) const
    {
        return when ? std::optional(std::chrono::duration_cast<std::chrono::milliseconds>(*when - wanted)) : std::nullopt;
    }
    std::chrono::milliseconds traced(const QByteArray &message) const
    {
        for (const auto &entry : link->trace())
            if (entry.kind == TraceKind::Sent && entry.text == message + '\n')
                return *since(entry.when);
        return -1ms;
    }

    engine::ManualScheduler *time = new engine::ManualScheduler;
    engine::Engine engine{std::unique_ptr<engine::Scheduler>(time)};
    ScriptedBus *bus = nullptr;
    std::unique_ptr<MessageLink> link;
    engine::TimePoint wanted{};
    std::vector<ExchangeResult> receipts;
};

using Delay = std::optional<std::chrono::milliseconds>;
} // namespace

/// When a stop over a bus counts as sent: when its own bytes leave, not when it is queued behind what has to end before it.
class BusStopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onAFreeBusItLeavesInTheCall()
    {
        World world;
        QCOMPARE(world.stop("STOP"), Delay(0ms));
        world.time->advance(5ms);
        QCOMPARE(world.receipts.size(), 1U);
        QCOMPARE(world.since(world.receipts.front().written), Delay(0ms));
    }

    void overAPendingReadItLeavesWhenTheBusIsCleared_data()
    {
        QTest::addColumn<int>("replies");
        QTest::newRow("nothing answers it") << 0;
        QTest::newRow("it is answered") << 1;
    }
    void overAPendingReadItLeavesWhenTheBusIsCleared()
    {
        QFETCH(int, replies);
        World world;
        const auto question = world.engine.run(QStringLiteral("q"), world.link->query("MUTE?", MessageClass::Harmless));
        world.time->advance(20ms);
        QVERIFY(!world.stop("STOP?", replies));
        world.time->advance(9ms);
        QVERIFY(world.receipts.empty());
        world.time->advance(20ms);
        QCOMPARE(world.receipts.size(), 1U);
        QVERIFY(!world.receipts.front().error);
        QCOMPARE(world.since(world.receipts.front().written), Delay(10ms));
        QCOMPARE(world.traced("STOP?"), 10ms);
        QCOMPARE(world.receipts.front().reply, replies > 0 ? QByteArray("STOP") : QByteArray());
        question.record()->observe();
    }

    void behindAWriteItLeavesWhenThatHasEnded()
    {
        World world;
        world.bus->callTime = 7ms;
        (void)world.engine.run(QStringLiteral("w"), world.link->send("VOLT 1", MessageClass::Write));
        QVERIFY(!world.stop("STOP"));
        QVERIFY(!world.stop("STOP NOW"));
        world.time->advance(50ms);
        QCOMPARE(world.bus->taken.mid(1), QByteArrayList({"VOLT 1", "STOP", "STOP NOW"}));
        QCOMPARE(world.receipts.size(), 2U);
        QCOMPARE(world.since(world.receipts.at(0).written), Delay(7ms));
        QCOMPARE(world.since(world.receipts.at(1).written), Delay(14ms));
    }

    void theTimeToAnswerRunsFromWhenItLeaves()
    {
        World world;
        world.bus->clearTime = 3s;
        const auto question = world.engine.run(QStringLiteral("q"), world.link->query("MUTE?", MessageClass::Harmless, 20s));
        world.time->advance(20ms);
        QVERIFY(!world.stop("STOP?", 1));
        world.time->advance(3100ms);
        QCOMPARE(world.receipts.size(), 1U);
        QCOMPARE(world.receipts.front().reply, QByteArray("STOP"));
        QCOMPARE(world.since(world.receipts.front().written), Delay(3000ms));
        question.record()->observe();
    }

    void ifTheConnectionBreaksBeforeItIsTheFirstMessageOfTheNext()
    {
        World world;
        const auto question = world.engine.run(QStringLiteral("q"), world.link->query("MUTE?", MessageClass::Harmless));
        world.time->advance(20ms);
        world.bus->taken.clear();
        QVERIFY(!world.stop("STOP?", 1));
        world.bus->hangUp(5ms);
        world.time->advance(5ms);
        QVERIFY(world.receipts.empty());
        world.time->advance(2s);
        QCOMPARE(world.bus->taken.mid(0, 2), QByteArrayList({"STOP?", "*IDN?"}));
        QCOMPARE(world.receipts.size(), 1U);
        QCOMPARE(world.receipts.front().reply, QByteArray("STOP"));
        QVERIFY(world.since(world.receipts.front().written) > Delay(5ms));
        question.record()->observe();
    }
};

PODIUM_TEST_MAIN(BusStopTest)
#include "tst_busstop.moc"
