// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/submit.h"
#include "tests/support/testmain.h"
#include "tests/ui/drilldesk.h"

using namespace podium::tests;

namespace
{
Op<void> longWork() { co_await podium::engine::sleep(60s); }

void disturbed()
{
    desk("a STOP ALL that the window has not heard of yet is not reset", [](DrillDesk &d) {
        d.start();
        d.untilPressed();
        d.advance(1s);
        QCOMPARE(d.core.stops->status().phase, StopPhase::Stopped); // which the window has not heard of, either
        d.client->stopAll();
        d.advance(1s);
        for (int i = 0; i < 20; ++i)
            d.settle();
        QVERIFY2(d.problem.contains(u"operator stopped something"_qs), qUtf8Printable(d.problem));
        QVERIFY(d.stops->isLatched());
        QCOMPARE(d.ends, 1);
    });
    desk("work that somebody begins meanwhile is not stopped: the drill ends, and what it moved stops", [](DrillDesk &d) {
        d.hangInFirstRound(d.b());
        d.start();
        for (int i = 0; i < 5; ++i)
            d.settle();
        QCOMPARE(d.drill->round(), 1);
        TaskOptions options;
        options.startedBy = u"operator"_qs;
        const auto work = submit(d.client->gate(), u"scan"_qs, [] { return longWork(); }, options);
        d.settle();
        d.b().hangs = false;
        d.run(100);
        QVERIFY2(d.problem.contains(u"Tasks of others are active: 1"_qs), qUtf8Printable(d.problem));
        d.advance(2s);
        QVERIFY(!work.isFinished());
        QVERIFY(!d.stops->isLatched());
        QCOMPARE(d.a().state(), DeviceState::Standby);
        work.cancel();
        d.advance(1s);
    });
    desk("what has a short way may be there before the others begin to move", [](DrillDesk &d) {
        d.client->setSoftLimits(d.address("b.position"), {-0.01, 0.01}).finally(&*d.drill, [](const TaskInfo &) {});
        d.settle();
        d.hangInFirstRound(d.a());
        d.start();
        for (int i = 0; i < 10; ++i)
            d.settle();
        QCOMPARE(d.drill->round(), 1);
        QCOMPARE(d.b().state(), DeviceState::Standby);
        d.a().hangs = false;
        d.run();
        QCOMPARE(d.problem, QString());
        QCOMPARE(d.stopsOf(d.b()).size(), 20);
    });
    desk("when everything is there already, nothing is pressed, and the drill says so", [](DrillDesk &d) {
        for (const auto *id : {"a", "b"}) {
            d.device(QString::fromLatin1(id)).busy = DeviceState::Standby; // it moves and is never seen moving
            d.client->setSoftLimits({QString::fromLatin1(id), u"position"_qs}, {-0.01, 0.01}).finally(&*d.drill, [](const TaskInfo &) {});
        }
        d.settle();
        d.start();
        d.run(200);
        QVERIFY2(d.problem.contains(u"too short"_qs), qUtf8Printable(d.problem));
        QVERIFY(d.stopsOf(d.a()).isEmpty());
    });
    desk("a device that ramps is in motion, too", [](DrillDesk &d) {
        d.b().busy = DeviceState::Ramping;
        d.start();
        d.run();
        QCOMPARE(d.problem, QString());
        QCOMPARE(d.stopsOf(d.b()).size(), 20);
    });
    desk("ended while it still reads it moves nothing", [](DrillDesk &d) {
        d.start();
        QCOMPARE(d.drill->round(), 0);
        QVERIFY2(d.panel->verdict().startsWith(u"Reading"_qs), qUtf8Printable(d.panel->verdict()));
        d.start();
        d.run();
        QCOMPARE(d.problem, QString());
        QVERIFY(d.a().sent.isEmpty());
        QVERIFY2(d.panel->verdict().contains(u"before its first round"_qs), qUtf8Printable(d.panel->verdict()));
    });
    desk("aborted in motion it cancels, aborted in a stop it resets its own STOP ALL first", [](DrillDesk &d) {
        d.hangInFirstRound(d.b());
        d.start();
        for (int i = 0; i < 5; ++i)
            d.settle();
        d.drill->abort();
        QVERIFY(!d.drill->isRunning());
        d.b().hangs = false;
        d.advance(2s);
        d.settle();
        QCOMPARE(d.a().state(), DeviceState::Standby);
        d.start();
        d.untilPressed();
        d.drill->abort();
        QVERIFY(d.drill->isRunning());
        d.run(100);
        QVERIFY(!d.drill->isRunning());
        QVERIFY(!d.stops->isLatched());
        QCOMPARE(d.ends, 2);
    });
}
} // namespace

/// The stop drill when others act meanwhile, and when motions are not as usual.
class TestStopDrillDisturbed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drill_data()
    {
        checkTable();
        disturbed();
    }
    void drill() { runCheck(); }
};

PODIUM_TEST_MAIN(TestStopDrillDisturbed)
#include "tst_stopdrilldisturbed.moc"
