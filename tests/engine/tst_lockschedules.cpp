// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lockworld.h"
#include "tests/support/testmain.h"

#include "engine/tasks/log.h"

using namespace podium::tests;

/// Thousands of random schedules. PODIUM_LOCK_SEEDS tells how many, PODIUM_LOCK_FIRST_SEED where to begin.
class TestLockSchedules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_sink = log::setSink([](log::Level, const QString &, const QString &) {}); }
    void cleanupTestCase() { log::setSink(m_sink); }
    void randomSchedulesNeitherLoseNorDoubleALock();

private:
    log::Sink m_sink;
};

void TestLockSchedules::randomSchedulesNeitherLoseNorDoubleALock()
{
    const auto number = [](const char *name, int otherwise) {
        bool given = false;
        const int value = qEnvironmentVariableIntValue(name, &given);
        return given ? value : otherwise;
    };
    const int first = number("PODIUM_LOCK_FIRST_SEED", 1);
    const int count = number("PODIUM_LOCK_SEEDS", 3000);
    int grants = 0;
    int deadlocks = 0;
    int timeouts = 0;
    for (int seed = first; seed < first + count; ++seed) {
        LockWorld world(static_cast<unsigned>(seed));
        const bool ended = world.run();
        const auto which = QStringLiteral("seed %1: ").arg(seed);
        QVERIFY2(ended, qPrintable(which + world.stuck().join(u'\n')));
        QVERIFY2(world.doubled == 0, qPrintable(which + QStringLiteral("two trees had one lock")));
        QVERIFY2(world.passed == 0, qPrintable(which + QStringLiteral("an earlier wish was passed")));
        QVERIFY2(world.leftNothing(), qPrintable(which + QStringLiteral("a lock or a waiter is left over")));
        grants += world.grants;
        deadlocks += world.deadlocks;
        timeouts += world.timeouts;
    }
    qInfo("seeds %d to %d: %d locks taken, %d deadlocks resolved, %d deadlines met", first, first + count - 1, grants,
          deadlocks, timeouts);
    QVERIFY(count < 100 || (deadlocks > 0 && timeouts > 0)); // else the schedules are too tame to prove anything
}

PODIUM_TEST_MAIN(TestLockSchedules)
#include "tst_lockschedules.moc"
