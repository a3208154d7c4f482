// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hub.h"

#include "engine/locks/lockwait.h"
#include "tests/support/hubfixture.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
Op<void> holdLock(Lockable &what, Duration time)
{
    const auto guard = co_await lock({&what}, QStringLiteral("alignment"));
    co_await sleep(time);
}

Op<void> ramp(TestDevice &axis, int steps, Duration period)
{
    for (int i = 1; i <= steps; ++i) {
        axis.position().setReading(Quantity(i, axis.position().spec().unit));
        co_await sleep(period);
    }
}

using Change = std::function<void(HubFixture &)>;
using Check = std::function<bool(const ParameterState &)>;
} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Check)

class TestHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCurrentValueComesFirstAndLater();
    void theLatestWins();
    void theFirstChangeAfterAQuietFrameComesAtOnce();
    void thereIsOneBatchPerFrame();
    void aFrameCanBeLonger();
    void everyPartOfTheStateArrives_data();
    void everyPartOfTheStateArrives();
    void aQuietHubHasNoTimer();
    void losslessKeepsEveryChangeInOrder();
    void losslessCountsWhatItDropped();
    void anImmediateEngineRunsToItsEnd();
};

void TestHub::theCurrentValueComesFirstAndLater()
{
    HubFixture f;
    f.set(7);
    const auto subscription = f.watch();
    QVERIFY(subscription.isValid());
    QVERIFY(f.got.empty()); // never inside the call
    f.advance(0ms);
    QCOMPARE(f.numbers(), QList<double>{7});
    QCOMPARE(f.got[0].reading.quality, Quality::Valid);
    f.advance(1s);
    QCOMPARE(f.numbers(), QList<double>{7});
}

void TestHub::theLatestWins()
{
    HubFixture f;
    const auto subscription = f.watch();
    f.advance(1s);
    for (int i = 1; i <= 1000; ++i)
        f.set(i);
    f.advance(1s);
    QCOMPARE(f.numbers(), (QList<double>{-1, 1000}));
    QCOMPARE(f.hub.counters().changes, 1000U);
    QCOMPARE(f.hub.counters().delivered, 2U);
}

void TestHub::theFirstChangeAfterAQuietFrameComesAtOnce()
{
    HubFixture f;
    const auto subscription = f.watch();
    f.advance(1s);
    f.got.clear();
    f.set(1);
    f.advance(0ms);
    QCOMPARE(f.numbers(), QList<double>{1});
    f.set(2);
    f.advance(32ms);
    QCOMPARE(f.numbers(), QList<double>{1});
    f.advance(1ms);
    QCOMPARE(f.numbers(), (QList<double>{1, 2}));
}

void TestHub::thereIsOneBatchPerFrame()
{
    HubFixture f;
    const auto subscription = f.watch();
    f.advance(1s);
    f.got.clear();
    for (int i = 1; i <= 3300; ++i) {
        f.set(i);
        f.advance(1ms);
    }
    QCOMPARE(f.got.size(), 101U); // the first one at once
}

void TestHub::aFrameCanBeLonger()
{
    HubFixture f;
    f.hub.setFrame(100ms);
    const auto subscription = f.watch();
    f.advance(1s);
    f.got.clear();
    for (int i = 1; i <= 1000; ++i) {
        f.set(i);
        f.advance(1ms);
    }
    QCOMPARE(f.got.size(), 11U);
}

void TestHub::everyPartOfTheStateArrives_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Check>("check");
    const auto row = [](const char *name, const Change &change, const Check &check) { QTest::newRow(name) << change << check; };
    row(
        "a reading", [](HubFixture &f) { f.set(3); },
        [](const ParameterState &s) { return s.reading.quality == Quality::Valid; });
    row(
        "a quality", [](HubFixture &f) { f.axis.position().setQuality(Quality::Invalid, QStringLiteral("noise")); },
        [](const ParameterState &s) { return s.reading.reason == QLatin1String("noise"); });
    row(
        "a setpoint", [](HubFixture &f) { f.axis.position().setSetpoint(Quantity(4, f.axis.position().spec().unit)); },
        [](const ParameterState &s) { return s.setpoint.index() != 0; });
    row(
        "soft limits", [](HubFixture &f) { f.axis.position().setSoftLimits({-1, 1}); },
        [](const ParameterState &s) { return s.softLimits == Limits{-1, 1}; });
    row(
        "alarm limits", [](HubFixture &f) { f.axis.position().setAlarmLimits({{-2, 2}, {-3, 3}}); },
        [](const ParameterState &s) { return s.alarmLimits.minor == Limits{-2, 2}; });
    row(
        "a write protection",
        [](HubFixture &f) {
            f.axis.position().setProtection({Protection::Kind::Plain, QStringLiteral("Ann"), QStringLiteral("glass")});
        },
        [](const ParameterState &s) { return s.protection.by == QLatin1String("Ann"); });
    const Check isLocked = [](const ParameterState &s) {
        return s.lock && s.lock->reason == QLatin1String("alignment");
    };
    const auto lockOf = [](Lockable &(*what)(HubFixture &)) -> Change {
        return [what](HubFixture &f) { f.engine.run(QStringLiteral("align"), holdLock(what(f), 1h)); };
    };
    row("the lock of the parameter", lockOf([](HubFixture &f) -> Lockable & { return f.axis.position().lockable(); }),
        isLocked);
    row("the lock of its device", lockOf([](HubFixture &f) -> Lockable & { return f.axis.lockable(); }), isLocked);
    row("the lock of the device above", lockOf([](HubFixture &f) -> Lockable & { return f.stage.lockable(); }),
        isLocked);
    row(
        "a lock that is free again",
        [](HubFixture &f) { f.engine.run(QStringLiteral("align"), holdLock(f.stage.lockable(), 100ms)); },
        [](const ParameterState &s) { return !s.lock; });
}

void TestHub::everyPartOfTheStateArrives()
{
    QFETCH(Change, change);
    QFETCH(Check, check);
    HubFixture f;
    const auto subscription = f.watch();
    f.advance(1s);
    QCOMPARE(f.got.size(), 1U);
    change(f);
    f.advance(1s);
    QVERIFY(f.got.size() > 1);
    QVERIFY(check(f.got.back()));
    f.set(5); // a mere reading leaves the rest as it was
    f.advance(1s);
    auto rest = f.got.back();
    QCOMPARE(std::get<Quantity>(rest.reading.value).value(), 5.0);
    rest.reading = f.got[f.got.size() - 2].reading;
    QVERIFY(check(rest));
}

void TestHub::aQuietHubHasNoTimer()
{
    HubFixture f;
    f.set(1);
    QVERIFY(f.isQuiet()); // nobody watches
    const auto subscription = f.watch();
    f.advance(1s);
    QVERIFY(f.isQuiet());
    f.set(2);
    QVERIFY(!f.isQuiet());
    f.advance(1s);
    QVERIFY(f.isQuiet());
}

void TestHub::losslessKeepsEveryChangeInOrder()
{
    HubFixture f;
    f.set(0);
    const auto subscription = f.watch(Delivery::Lossless);
    for (int i = 1; i <= 4; ++i)
        f.set(i);
    f.advance(0ms);
    f.set(5);
    f.set(6);
    f.advance(1s);
    QCOMPARE(f.numbers(), (QList<double>{0, 1, 2, 3, 4, 5, 6}));
    for (const auto &state : f.got)
        QCOMPARE(state.lost, 0U);
}

void TestHub::losslessCountsWhatItDropped()
{
    HubFixture f;
    const auto subscription = f.watch(Delivery::Lossless, 3);
    f.advance(1s);
    f.got.clear();
    for (int i = 1; i <= 10; ++i)
        f.set(i);
    f.advance(1s);
    QCOMPARE(f.numbers(), (QList<double>{8, 9, 10}));
    QCOMPARE(f.got[0].lost, 7U); // told just after the gap
    QCOMPARE(f.got[1].lost, 0U);
    QCOMPARE(f.hub.counters().dropped, 7U);
    f.set(11);
    f.advance(1s);
    QCOMPARE(f.got.back().lost, 0U);
}

void TestHub::anImmediateEngineRunsToItsEnd()
{
    HubFixture f(std::make_unique<ImmediateScheduler>());
    const auto subscription = f.watch();
    const auto task = f.engine.run(QStringLiteral("ramp"), ramp(f.axis, 1000, 1ms));
    QVERIFY(task.isFinished());
    QVERIFY2(f.got.size() >= 30 && f.got.size() <= 32, qPrintable(QString::number(f.got.size())));
    f.advance(33ms);
    QCOMPARE(f.numbers().last(), 1000.0);
    QVERIFY(f.isQuiet());
}

#include "tst_hub.moc"

PODIUM_TEST_MAIN(TestHub)
