// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/connectpace.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::ConnectPace;
using devices::LinkState;
using devices::MessageLink;
using tests::ScriptedChannel;

namespace
{
/// A virtual clock that can also leap, as the real one does while the engine is held up.
class LeapingScheduler final : public engine::Scheduler
{
public:
    engine::TimePoint now() const override { return m_now; }
    void wake() override {}
    void setAlarm(std::optional<engine::TimePoint>) override {}
    bool isVirtual() const override { return true; }

    void advance(engine::Duration by)
    {
        for (const auto end = m_now + by; m_now < end;)
            leap(1ms);
    }
    void leap(engine::Duration by)
    {
        m_now += by;
        do
            engine()->drain();
        while (engine()->hasWork());
    }

private:
    engine::TimePoint m_now{1h};
};

/// Many links of one engine, each with a scripted peer that knows its identity.
struct Crowd {
    explicit Crowd(int count)
        : time(new LeapingScheduler)
        , engine(std::unique_ptr<engine::Scheduler>(time))
    {
        for (int i = 0; i < count; ++i) {
            auto policy = tests::LinkFixture::known();
            policy.seed = static_cast<quint32>(i + 1);
            auto channel = std::make_unique<ScriptedChannel>(engine);
            auto *peer = channel.get();
            peer->onMessage = [peer](const QByteArray &message) {
                if (message == "*IDN?")
                    peer->deliver("ACME,PSU,1\n", 1ms);
            };
            channels.push_back(peer);
            links.push_back(std::make_unique<MessageLink>(engine, QStringLiteral("psu%1").arg(i), std::move(channel), policy));
            QObject::connect(links.back().get(), &MessageLink::stateChanged, links.back().get(), [this, i](LinkState state) {
                if (state == LinkState::Connecting)
                    begun.push_back({engine.now(), i});
            });
        }
    }
    int up() const
    {
        return static_cast<int>(std::count_if(links.begin(), links.end(), [](const auto &link) { return link->state() == LinkState::Up; }));
    }
    void openAll()
    {
        for (const auto &link : links)
            link->open();
        time->advance(10ms);
    }
    void setPeers(ScriptedChannel::Peer peer)
    {
        for (auto *channel : channels)
            channel->peer = peer;
    }
    void loseAll()
    {
        setPeers(ScriptedChannel::Peer::Refuses);
        for (auto *channel : channels)
            channel->hangUp(QStringLiteral("power cut"));
        time->advance(1ms);
        begun.clear();
    }
    /// The most attempts that began within one second.
    int mostInASecond() const
    {
        int most = 0;
        for (std::size_t i = 0; i < begun.size(); ++i) {
            const auto end = std::find_if(begun.begin() + static_cast<std::ptrdiff_t>(i), begun.end(),
                                          [&](const auto &attempt) { return attempt.first >= begun[i].first + 1s; });
            most = std::max(most, static_cast<int>(end - begun.begin()) - static_cast<int>(i));
        }
        return most;
    }

    LeapingScheduler *time;
    engine::Engine engine;
    std::vector<ScriptedChannel *> channels;
    std::vector<std::unique_ptr<MessageLink>> links;
    std::vector<std::pair<engine::TimePoint, int>> begun;
};
} // namespace

class ConnectPaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstAttemptsBeginAtOnce()
    {
        Crowd crowd(200);
        crowd.openAll();
        QCOMPARE(crowd.up(), 200);
    }

    void crowdThatReturnsIsNoStormAndAllAreBackInTime()
    {
        Crowd crowd(200);
        crowd.openAll();
        crowd.loseAll();
        crowd.time->advance(60s);
        QVERIFY(crowd.begun.size() > 1000); // the row is never empty, and nobody is forgotten
        QCOMPARE(crowd.mostInASecond(), 20);
        crowd.setPeers(ScriptedChannel::Peer::Accepts);
        crowd.time->advance(30s);
        QCOMPARE(crowd.up(), 200);
        QCOMPARE(crowd.mostInASecond(), 20);
    }

    void oneLinkThatIsLostWaitsForNobody()
    {
        Crowd crowd(1);
        crowd.openAll();
        crowd.channels[0]->hangUp(QStringLiteral("gone"));
        crowd.time->advance(210ms); // the backoff and the identity, no more
        QCOMPARE(crowd.up(), 1);
    }

    void overdueTurnsDoNotComeAllTogether()
    {
        Crowd crowd(40);
        crowd.openAll();
        crowd.loseAll();
        crowd.time->advance(5s);
        crowd.begun.clear();
        crowd.time->leap(3s); // sixty turns are overdue
        crowd.time->advance(5s);
        QVERIFY(crowd.begun.size() > 20);
        QVERIFY2(crowd.mostInASecond() <= 20, qPrintable(QString::number(crowd.mostInASecond())));
    }

    void linkThatHoldsAStopGoesFirst()
    {
        Crowd crowd(100);
        crowd.openAll();
        crowd.loseAll();
        crowd.time->advance(10s);
        crowd.setPeers(ScriptedChannel::Peer::Accepts);
        crowd.begun.clear();
        // The one that would be the last of all.
        const auto last = crowd.links.size() - 1;
        crowd.links[last]->urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {});
        crowd.time->advance(15s);
        const auto &messages = crowd.channels[last]->messages(crowd.channels[last]->connections);
        QCOMPARE(messages.mid(0, 2), (QByteArrayList{"ABORT", "*IDN?"}));
        QCOMPARE(crowd.up(), 100);
    }

    void linksThatHoldStopsAndStayAwayLeaveTurnsToTheOthers()
    {
        Crowd crowd(9);
        crowd.openAll();
        crowd.loseAll();
        crowd.time->advance(10s);
        for (std::size_t i = 0; i < 8; ++i)
            crowd.links[i]->urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {}); // each tries again every 250 ms
        crowd.time->advance(10s);
        crowd.channels[8]->peer = ScriptedChannel::Peer::Accepts;
        crowd.time->advance(6s);
        QCOMPARE(crowd.up(), 1);
        QVERIFY(crowd.mostInASecond() <= 20);
    }

    void placeThatIsLeftDelaysNobody()
    {
        Crowd none(0);
        auto &pace = ConnectPace::of(none.engine);
        QCOMPARE(&ConnectPace::of(none.engine), &pace);
        QByteArrayList begun;
        const auto place = [&](const char *name, bool hurries = false) {
            return std::make_unique<ConnectPace::Place>(pace, [&begun, name] { begun << name; }, [hurries] { return hurries; });
        };
        const auto a = place("a");
        auto b = place("b");
        const auto c = place("c");
        const auto d = place("d", true);
        QVERIFY(a->take());
        QVERIFY(!b->take() && !c->take() && !d->take());
        b.reset();
        none.time->advance(49ms);
        QVERIFY(begun.isEmpty());
        none.time->advance(1ms);
        QCOMPARE(begun, (QByteArrayList{"d"}));
        none.time->advance(50ms);
        QCOMPARE(begun, (QByteArrayList{"d", "c"}));
        none.time->advance(50ms);
        QVERIFY(a->take());
    }
};

PODIUM_TEST_MAIN(ConnectPaceTest)
#include "tst_connectpace.moc"
