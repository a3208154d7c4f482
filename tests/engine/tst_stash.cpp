// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
struct StashRack : Rack {
    void set(double velocity, const char *mode)
    {
        write("velocity", quantity(velocity, "mm/s"));
        write("mode", QString::fromLatin1(mode));
    }
    Task<void> restore()
    {
        const auto task = engine.run(QStringLiteral("restore"), operations::restore(bench, x));
        task.record()->observe();
        return task;
    }
};
} // namespace

/// Setpoints that a device remembers and gets back.
class TestStash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRestoreThatFailsKeepsItsStash();
    void twoStashesDoNotMixWhenARestoreFails();
    void aStashDuringARestoreDoesNotMixWithIt();
};

void TestStash::aRestoreThatFailsKeepsItsStash()
{
    StashRack rack;
    rack.write("velocity", rack.quantity(20, "mm/s"));
    operations::stash(rack.device);
    rack.write("velocity", rack.quantity(30, "mm/s"));
    rack.device.failsNextWrite = true;
    const auto failed = rack.restore();
    QCOMPARE(failed.info().outcome, Outcome::Failed);
    QVERIFY(rack.device.velocity().hasStash());
    const auto again = rack.restore();
    QVERIFY(again.info().succeeded());
    QVERIFY(!rack.device.velocity().hasStash());
    QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(20, "mm/s")));
}

void TestStash::twoStashesDoNotMixWhenARestoreFails()
{
    StashRack rack;
    rack.set(20, "slow");
    operations::stash(rack.device);
    rack.set(30, "fast");
    operations::stash(rack.device);
    rack.set(40, "slow");
    rack.write("name", QStringLiteral("after the stashes, which knew no name"));
    rack.device.fails = QStringLiteral("mode"); // velocity has been written by then
    QVERIFY(!rack.restore().info().succeeded());
    rack.device.fails.clear();
    QVERIFY(rack.restore().info().succeeded());
    QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(30, "mm/s")));
    QCOMPARE(rack.device.named("mode").setpoint(), Value(QStringLiteral("fast")));
    QVERIFY(rack.restore().info().succeeded());
    QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(20, "mm/s")));
    QCOMPARE(rack.device.named("mode").setpoint(), Value(QStringLiteral("slow")));
    QCOMPARE(rack.device.named("name").setpoint(), Value(QStringLiteral("after the stashes, which knew no name")));
    QVERIFY(!rack.device.velocity().hasStash());
}

void TestStash::aStashDuringARestoreDoesNotMixWithIt()
{
    StashRack rack;
    rack.set(20, "slow");
    operations::stash(rack.device);
    rack.set(30, "fast");
    rack.device.delay = 1s;
    const auto restore = rack.restore();
    rack.advance(500ms);
    operations::stash(rack.device);
    rack.advance(10s);
    QVERIFY(restore.info().succeeded());
    QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(20, "mm/s")));
    QCOMPARE(rack.device.named("mode").setpoint(), Value(QStringLiteral("slow")));
    QCOMPARE(rack.device.named("mode").stashHeight(), 1U);
    QCOMPARE(rack.device.named("mode").stashed(), Value(QStringLiteral("fast")));
}

PODIUM_TEST_MAIN(TestStash)
#include "tst_stash.moc"
