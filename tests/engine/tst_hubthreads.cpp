// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hub.h"

#include "tests/support/enginethread.h"
#include "tests/support/hubfixture.h"
#include "tests/support/testmain.h"

#include <QThread>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A live engine that writes a hundred values each millisecond while it is told to.
struct Content : TestBench {
    Content() : TestBench(std::make_unique<LiveScheduler>()) {}

    TestDevice &axis = add(QStringLiteral("x"));
    std::unique_ptr<Hub> hub = std::make_unique<Hub>(engine, bench, locks);
    double last = 0;
    bool writes = false;

    void set(double value)
    {
        last = value;
        axis.position().setReading(Quantity(value, axis.position().spec().unit));
    }
    void burst()
    {
        for (int i = 0; i < 100; ++i)
            set(last + 1);
    }
    void flood()
    {
        if (!writes)
            return;
        burst();
        engine.at(engine.now() + 1ms, [this] { flood(); });
    }
};

const Address position{QStringLiteral("x"), QStringLiteral("position")};

double numberOf(const ParameterState &state)
{
    const auto *quantity = std::get_if<Quantity>(&state.reading.value);
    return quantity ? quantity->value() : -1;
}

/// A thread with an event loop that begins when it is told to; before, nothing that is posted to it is consumed.
class Consumer
{
public:
    Consumer() { context->moveToThread(&m_thread); }
    ~Consumer() { end(); }
    void begin() { m_thread.start(); }
    void end()
    {
        if (m_thread.isRunning())
            context.release()->deleteLater();
        m_thread.quit();
        m_thread.wait();
    }

    std::unique_ptr<QObject> context = std::make_unique<QObject>();

private:
    QThread m_thread;
};
} // namespace

class TestHubThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlersRunInTheThreadOfTheirContext();
    void aFloodIsDeliveredOncePerFrame();
    void losslessArrivesCompletelyInAnotherThread();
    void aStuckConsumerCostsNothingMore();
    void subscriptionsComeAndGoFromEveryThread();
    void aThreadThatEndsTakesItsBatchAlong();
    void theHubMayGoInTheMiddleOfAFlood();
};

void TestHubThreads::handlersRunInTheThreadOfTheirContext()
{
    EngineThread<Content> engine;
    QObject context;
    std::vector<double> got;
    QThread *thread = nullptr;
    const auto subscription = engine.content().hub->subscribe(position, &context, [&](const ParameterState &state) {
        thread = QThread::currentThread();
        got.push_back(numberOf(state));
    });
    QTRY_COMPARE(got, std::vector<double>{-1});
    QCOMPARE(thread, QThread::currentThread());
    engine.call([](Content &content) { content.set(4); });
    QTRY_COMPARE(got, (std::vector<double>{-1, 4}));
}

void TestHubThreads::aFloodIsDeliveredOncePerFrame()
{
    EngineThread<Content> engine;
    auto &hub = *engine.content().hub;
    QObject context;
    std::vector<TimePoint> times;
    double last = -1;
    bool isInOrder = true;
    const auto subscription = hub.subscribe(position, &context, [&](const ParameterState &state) {
        times.push_back(Clock::now());
        isInOrder = isInOrder && numberOf(state) >= last;
        last = numberOf(state);
    });
    engine.call([](Content &content) {
        content.writes = true;
        content.flood();
    });
    QTRY_VERIFY(times.size() > 10);
    double written = 0;
    engine.call([&](Content &content) {
        content.writes = false;
        written = content.last;
    });
    QTRY_COMPARE(last, written);
    QVERIFY(isInOrder);
    QVERIFY(hub.counters().changes > 20 * hub.counters().delivered);
    const double seconds = std::chrono::duration<double>(times.back() - times.front()).count();
    QVERIFY2(static_cast<double>(times.size()) <= seconds / 0.033 + 3, qPrintable(QString::number(seconds)));
}

void TestHubThreads::losslessArrivesCompletelyInAnotherThread()
{
    EngineThread<Content> engine;
    QObject context;
    double expected = 0;
    bool isComplete = true;
    const auto subscription = engine.content().hub->subscribe(
        position, &context,
        [&](const ParameterState &state) {
            if (numberOf(state) >= 0)
                isComplete = isComplete && numberOf(state) == ++expected && state.lost == 0;
        },
        Delivery::Lossless);
    for (int burst = 0; burst < 20; ++burst) {
        engine.call([](Content &content) { content.burst(); });
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(expected, 2000.0);
    QVERIFY(isComplete);
}

void TestHubThreads::aStuckConsumerCostsNothingMore()
{
    EngineThread<Content> engine;
    auto &hub = *engine.content().hub;
    Consumer consumer;
    std::atomic<double> latest{-2};
    std::atomic<int> calls{0};
    std::atomic<int> losslessCalls{0};
    std::atomic<quint64> lost{0};
    Subscription subscription;
    Subscription lossless;
    engine.call([&](Content &) { // both in one batch
        subscription = hub.subscribe(position, consumer.context.get(), [&](const ParameterState &state) {
            latest = numberOf(state);
            ++calls;
        });
        lossless = hub.subscribe(
            position, consumer.context.get(),
            [&](const ParameterState &state) {
                ++losslessCalls;
                lost += state.lost;
            },
            Delivery::Lossless, 50);
    });
    QTRY_COMPARE(hub.counters().delivered, 2U); // on its way, and there it stays
    QObject here;
    int frames = 0;
    const auto healthy = hub.subscribe(position, &here, [&](const ParameterState &) { ++frames; });
    engine.call([](Content &content) {
        content.writes = true;
        content.flood();
    });
    QTRY_VERIFY(frames > 10); // one slow thread does not hold up another
    double written = 0;
    engine.call([&](Content &content) {
        content.writes = false;
        content.burst();
        written = content.last;
    });
    QCOMPARE(hub.counters().dropped, 0U); // it is counted when it is sent
    consumer.begin();
    QTRY_COMPARE(latest.load(), written);
    QTRY_COMPARE(losslessCalls.load(), 1 + 50);
    QCOMPARE(calls.load(), 2); // the first value and the latest
    const auto changes = hub.counters().changes;
    QCOMPARE(lost.load() + 50, changes);
    consumer.end();
}

void TestHubThreads::subscriptionsComeAndGoFromEveryThread()
{
    EngineThread<Content> engine;
    auto &hub = *engine.content().hub;
    engine.call([](Content &content) {
        content.writes = true;
        content.flood();
    });
    std::atomic<bool> wasWrong{false};
    const auto storm = [&] {
        QObject context;
        for (int round = 0; round < 100; ++round) {
            bool isOn = true;
            const auto handler = [&](const ParameterState &) { wasWrong = wasWrong || !isOn; };
            auto latest = hub.subscribe(position, &context, handler);
            auto lossless = hub.subscribe(position, &context, handler, Delivery::Lossless, 10);
            auto device = hub.subscribeDevice(QStringLiteral("x"), &context, [](const DeviceStatus &) {});
            QCoreApplication::processEvents();
            isOn = false;
            latest.setActive(false);
            lossless = Subscription();
            QCoreApplication::processEvents();
            isOn = true;
            latest.setActive(true);
            QCoreApplication::processEvents();
            isOn = false;
            latest = Subscription();
            QCoreApplication::processEvents();
        }
    };
    std::thread other(storm);
    std::thread third(storm);
    storm();
    other.join();
    third.join();
    QVERIFY(!wasWrong);
    engine.call([](Content &content) { content.writes = false; });
}

void TestHubThreads::aThreadThatEndsTakesItsBatchAlong()
{
    EngineThread<Content> engine;
    auto &hub = *engine.content().hub;
    engine.call([](Content &content) {
        content.writes = true;
        content.flood();
    });
    for (int round = 0; round < 5; ++round) {
        Consumer consumer;
        std::atomic<int> calls{0};
        const auto subscription =
            hub.subscribe(position, consumer.context.get(), [&](const ParameterState &) { ++calls; });
        consumer.begin();
        QTRY_VERIFY(calls > 1);
        consumer.end();
        const int atEnd = calls;
        QObject here;
        int frames = 0;
        const auto healthy = hub.subscribe(position, &here, [&](const ParameterState &) { ++frames; });
        QTRY_VERIFY(frames > 2);
        QCOMPARE(calls.load(), atEnd);
    }
}

void TestHubThreads::theHubMayGoInTheMiddleOfAFlood()
{
    EngineThread<Content> engine;
    QObject context;
    int calls = 0;
    auto subscription = engine.content().hub->subscribe(position, &context, [&](const ParameterState &) { ++calls; });
    engine.call([](Content &content) {
        content.writes = true;
        content.flood();
    });
    QTRY_VERIFY(calls > 2);
    engine.call([](Content &content) { content.hub.reset(); });
    QCoreApplication::processEvents(); // what was on its way
    const int after = calls;
    engine.call([](Content &content) { content.set(0); });
    QCoreApplication::processEvents();
    QCOMPARE(calls, after);
    subscription = Subscription();
}

#include "tst_hubthreads.moc"

PODIUM_TEST_MAIN(TestHubThreads)
