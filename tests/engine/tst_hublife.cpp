// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hub.h"

#include "engine/tasks/log.h"
#include "tests/support/hubfixture.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// Collects the log while it lives.
struct LogCatcher {
    QStringList lines;
    log::Sink former = log::setSink([this](log::Level, const QString &, const QString &message) { lines << message; });
    ~LogCatcher() { log::setSink(former); }
};
} // namespace

class TestHubLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aThrowingHandlerBreaksNoOther();
    void aContextThatIsGoneIsNotCalled();
    void anEndedSubscriptionIsNotCalled();
    void aHandlerMayEndSubscriptions_data();
    void aHandlerMayEndSubscriptions();
    void aHandlerMaySubscribe();
    void aHandlerMayRunAnEventLoop();
    void aHandlerMayDeleteItsContext();
    void whatIsInactiveIsNotDelivered();
    void whatIsActiveAgainGetsTheCurrentValueFirst();
    void whatDoesNotExistIsSaid();
    void aSubscriptionOutlivesItsHub();
    void aBatchOutlivesItsHub();
};

void TestHubLife::aThrowingHandlerBreaksNoOther()
{
    HubFixture f;
    LogCatcher log;
    int calls = 0;
    const auto bad = f.hub.subscribe(f.position, &f.context, [&](const ParameterState &) {
        ++calls;
        throw std::runtime_error("bad handler");
    });
    const auto good = f.watch();
    f.advance(1s);
    f.set(1);
    f.advance(1s);
    QCOMPARE(calls, 2);
    QCOMPARE(f.numbers(), (QList<double>{-1, 1}));
    QCOMPARE(log.lines.size(), 2);
    QVERIFY(log.lines[0].contains(QLatin1String("bad handler")));
}

void TestHubLife::aContextThatIsGoneIsNotCalled()
{
    HubFixture f;
    auto context = std::make_unique<QObject>();
    int calls = 0;
    const auto subscription = f.hub.subscribe(f.position, context.get(), [&](const ParameterState &) { ++calls; });
    f.advance(1s);
    QCOMPARE(calls, 1);
    f.set(1);
    f.engine.drain(); // the batch is on its way
    context.reset();
    f.advance(1s);
    f.set(2);
    f.advance(1s);
    QCOMPARE(calls, 1);
}

void TestHubLife::anEndedSubscriptionIsNotCalled()
{
    HubFixture f;
    auto subscription = f.watch();
    f.advance(1s);
    f.set(1);
    f.engine.drain(); // the batch is on its way
    subscription = Subscription();
    QVERIFY(!subscription.isValid());
    f.advance(1s);
    f.set(2);
    f.advance(1s);
    QCOMPARE(f.numbers(), QList<double>{-1});
    QVERIFY(f.isQuiet());
}

void TestHubLife::aHandlerMayEndSubscriptions_data()
{
    QTest::addColumn<bool>("own");
    QTest::addColumn<QList<int>>("calls");
    QTest::newRow("its own: the one after it is called") << true << QList<int>{1, 1};
    QTest::newRow("another one that is in the same batch: that is not called") << false << QList<int>{1, 0};
}

void TestHubLife::aHandlerMayEndSubscriptions()
{
    QFETCH(bool, own);
    HubFixture f;
    QList<int> calls{0, 0};
    Subscription first;
    Subscription second;
    const auto keptAlive = std::make_shared<int>(1);
    first = f.hub.subscribe(f.position, &f.context, [&, keptAlive](const ParameterState &) {
        (own ? first : second) = Subscription();
        ++calls[0];
        QCOMPARE(*keptAlive, 1); // the handler is still there
    });
    second = f.hub.subscribe(f.position, &f.context, [&](const ParameterState &) { ++calls[1]; });
    f.advance(1s);
    QTEST(calls, "calls");
}

void TestHubLife::aHandlerMaySubscribe()
{
    HubFixture f;
    f.set(3);
    Subscription inner;
    const auto outer = f.hub.subscribe(f.position, &f.context, [&](const ParameterState &) {
        if (!inner.isValid())
            inner = f.watch();
    });
    f.advance(1s);
    QCOMPARE(f.numbers(), QList<double>{3});
}

void TestHubLife::aHandlerMayRunAnEventLoop()
{
    HubFixture f;
    QList<int> calls{0, 0};
    int depth = 0;
    Subscription second;
    const auto first = f.hub.subscribe(f.position, &f.context, [&](const ParameterState &) {
        QCOMPARE(++depth, 1); // no batch inside a batch
        if (++calls[0] == 1) {
            second = Subscription(); // the rest of this batch names it
            f.set(1);
            f.engine.drain();
            QCoreApplication::processEvents();
        }
        --depth;
    });
    second = f.hub.subscribe(f.position, &f.context, [&](const ParameterState &) { ++calls[1]; });
    f.advance(50ms);
    QCOMPARE(calls, (QList<int>{2, 0}));
}

void TestHubLife::aHandlerMayDeleteItsContext()
{
    HubFixture f;
    auto *context = new QObject;
    int calls = 0;
    const auto subscription = f.hub.subscribe(f.position, context, [&](const ParameterState &) {
        ++calls;
        delete context;
    });
    f.advance(1s);
    f.set(1);
    f.advance(1s);
    QCOMPARE(calls, 1);
}

void TestHubLife::whatIsInactiveIsNotDelivered()
{
    for (const auto delivery : {Delivery::Latest, Delivery::Lossless}) {
        HubFixture f;
        auto subscription = f.watch(delivery);
        f.advance(1s);
        f.set(1);
        f.engine.drain(); // the batch is on its way
        subscription.setActive(false);
        f.set(2);
        f.advance(1s);
        QCOMPARE(f.numbers(), QList<double>{-1});
        QVERIFY(f.isQuiet());
    }
}

void TestHubLife::whatIsActiveAgainGetsTheCurrentValueFirst()
{
    for (const auto delivery : {Delivery::Latest, Delivery::Lossless}) {
        HubFixture f;
        auto subscription = f.watch(delivery);
        subscription.setActive(false); // before the first value
        f.set(1);
        f.advance(1s);
        QVERIFY(f.got.empty());
        f.axis.position().setSoftLimits({-1, 1});
        f.set(2);
        subscription.setActive(true);
        f.advance(1s);
        f.set(3);
        f.advance(1s);
        QCOMPARE(f.numbers(), (QList<double>{2, 3}));
        QCOMPARE(f.got[0].softLimits, (Limits{-1, 1}));
        f.set(4);
        f.engine.drain(); // 4 is on its way, under the former activation
        subscription.setActive(false);
        f.set(5);
        subscription.setActive(true);
        f.advance(1s);
        QCOMPARE(f.numbers(), (QList<double>{2, 3, 5}));
    }
}

void TestHubLife::whatDoesNotExistIsSaid()
{
    HubFixture f;
    LogCatcher log;
    const Address wrong{QStringLiteral("stage/x"), QStringLiteral("positoin")};
    const auto parameter = f.hub.subscribe(wrong, &f.context, [](const ParameterState &) { QFAIL("called"); });
    const auto device =
        f.hub.subscribeDevice(QStringLiteral("stage/y"), &f.context, [](const DeviceStatus &) { QFAIL("called"); });
    f.advance(1s);
    QCOMPARE(log.lines.size(), 2);
    QVERIFY2(log.lines[0].contains(QLatin1String("positoin")), qPrintable(log.lines[0]));
    QVERIFY2(log.lines[1].contains(QLatin1String("stage/y")), qPrintable(log.lines[1]));
}

void TestHubLife::aSubscriptionOutlivesItsHub()
{
    TestBench bench;
    auto &axis = bench.add(QStringLiteral("x"));
    QObject context;
    int calls = 0;
    auto hub = std::make_unique<Hub>(bench.engine, bench.bench, bench.locks);
    auto subscription =
        hub->subscribe({QStringLiteral("x"), QStringLiteral("on")}, &context, [&](const ParameterState &) { ++calls; });
    bench.advance(1s);
    QCOMPARE(calls, 1);
    axis.named("on").setReading(true); // a frame is due
    hub.reset();
    QVERIFY(!bench.engine.timers().next());
    bench.advance(1s);
    subscription.setActive(false);
    subscription = Subscription();
    bench.advance(1s);
    QCOMPARE(calls, 1);
}

void TestHubLife::aBatchOutlivesItsHub()
{
    TestBench bench;
    bench.add(QStringLiteral("x"));
    QObject context;
    int calls = 0;
    auto hub = std::make_unique<Hub>(bench.engine, bench.bench, bench.locks);
    const auto subscription =
        hub->subscribe({QStringLiteral("x"), QStringLiteral("on")}, &context, [&](const ParameterState &) { ++calls; });
    bench.engine.drain(); // the batch is on its way
    hub.reset();
    bench.advance(1s);
    QCOMPARE(calls, 1);
}

#include "tst_hublife.moc"

PODIUM_TEST_MAIN(TestHubLife)
