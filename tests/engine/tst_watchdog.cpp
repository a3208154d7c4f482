// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/watchdog.h"

#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
/// Keeps the thread busy, as a call that blocks would.
void block(Duration duration)
{
    for (const auto end = Clock::now() + duration; Clock::now() < end;)
        continue;
}

Op<void> blocking(Duration duration)
{
    block(duration);
    co_return;
}

void rows()
{
    check("a loop that is held up is told, with how long and what ran", [] {
        Engine e;
        LoopWatchdog watchdog([&] { return e.takeLongestStretch(); });
        QString what;
        Duration late{};
        QObject::connect(&watchdog, &LoopWatchdog::gap, [&](Duration lateness, const QString &label) {
            if (lateness > 150ms) {
                late = lateness;
                what = label;
            }
        });
        QTRY_VERIFY(watchdog.beats() > 1);
        for (int i = 0; i < 10; ++i)
            e.run(u"quick"_qs, blocking(0ms));
        e.run(u"read the slow meter"_qs, blocking(250ms));
        for (int i = 0; i < 10; ++i)
            e.run(u"quick"_qs, blocking(0ms));
        QTRY_VERIFY(late > 150ms);
        QCOMPARE(what, u"read the slow meter"_qs);
        QVERIFY(watchdog.longest() >= late);
    });
    check("it needs no engine", [] {
        LoopWatchdog watchdog;
        Duration late{};
        QObject::connect(&watchdog, &LoopWatchdog::gap, [&](Duration lateness) { late = std::max(late, lateness); });
        QTimer::singleShot(0ms, [] { block(200ms); });
        QTRY_VERIFY(late > 100ms);
    });
    check("percentiles lie between nothing and the longest gap, and a reset forgets", [] {
        LoopWatchdog watchdog;
        QCOMPARE(watchdog.percentile(0.99), Duration::zero());
        QTimer::singleShot(0ms, [] { block(100ms); });
        QTRY_VERIFY(watchdog.beats() >= 20);
        QVERIFY(watchdog.longest() >= 80ms);
        QVERIFY(watchdog.percentile(0.5) <= watchdog.percentile(0.99));
        QCOMPARE(watchdog.percentile(1), watchdog.longest());
        QVERIFY(watchdog.percentile(0.1) < watchdog.longest());
        watchdog.reset();
        QCOMPARE(watchdog.longest(), Duration::zero());
        QCOMPARE(watchdog.beats(), quint64(0));
    });
}
} // namespace

class TestWatchdog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watchdog_data()
    {
        checkTable();
        rows();
    }
    void watchdog() { runCheck(); }
};

PODIUM_TEST_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
