// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockwait.h"
#include "tests/engine/lockbench.h"
#include "tests/engine/operationrack.h"
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <QPointer>

#include <cmath>

using namespace podium::tests;

// Behaviours 66 to 85 of the list that Concert's tests gave rise to: what they leave open, and Podium decides.
// The stops that throw (the rest of 83) are in tst_concertstops.
namespace
{
void locks()
{
    check("66: a write that meets another's lock is refused or waits, and says who holds it", [] {
        Rack rack;
        const auto holder = rack.move(rack.quantity(10, "mm"), MoveKind::Absolute);
        const auto refused = rack.write("position", rack.quantity(0, "mm"), IfLocked::Refuse);
        QVERIFY(kinds(refused).contains(RefusalKind::Locked)); // beside the state, which is Moving
        QVERIFY2(refused.info().error.contains(u"task %1, move"_qs.arg(holder.id())), qPrintable(refused.info().error));
        const auto waiter = rack.write("position", rack.quantity(0, "mm"), IfLocked::Wait);
        QCOMPARE(waiter.info().waits.front().holder, holder.id());
        rack.advance(10s);
        QVERIFY(holder.info().succeeded() && waiter.info().succeeded());
    });
    check("67: the same task may take a lock again, and keeps it until the last is given back", [] {
        LockBench b;
        b.engine.run(u"a"_qs, b.nest(u"a"_qs, {&b.x}, {&b.x}));
        b.advance(15ms);
        QCOMPARE(b.told(), u"a1 a2"_qs);
        b.run(u"b"_qs, {&b.x});
        QCOMPARE(b.told(), u"a1 a2"_qs);
        b.advance();
        QCOMPARE(b.told(), u"a1 a2 b+ b-"_qs);
    });
    check("68: locks taken in opposite orders cannot deadlock: one ends as Deadlock, the other goes on", [] {
        LockBench b;
        const auto a = b.engine.run(u"a"_qs, b.nest(u"a"_qs, {&b.x}, {&b.pump}));
        const auto c = b.engine.run(u"c"_qs, b.nest(u"c"_qs, {&b.pump}, {&b.x}));
        for (const auto &task : {a, c})
            task.record()->observe();
        b.advance();
        QVERIFY(a.info().succeeded() != c.info().succeeded());
        QCOMPARE((a.info().succeeded() ? c : a).info().errorKind, ErrorKind::Deadlock);
        QVERIFY(b.isIdle());
    });
    check("69: a lock is free again after a cancel and after an error", [] {
        LockBench b;
        const auto fails = [&]() -> Op<void> {
            const auto guard = co_await lock({&b.x}, u"test"_qs);
            co_await failAfter(5ms);
        };
        b.engine.run(u"fails"_qs, fails()).record()->observe();
        b.advance(10ms);
        QVERIFY(b.isIdle());
        const auto task = b.run(u"a"_qs, {&b.x}, 1h);
        task.cancel();
        b.advance(10ms);
        QVERIFY(b.isIdle());
    });
    check("69: a lock is free again when the engine ends, and its waiter ends too", [] {
        LockBench b;
        const auto holder = b.run(u"a"_qs, {&b.x}, 1h);
        const auto waiter = b.run(u"b"_qs, {&b.x}, 1h);
        QVERIFY(!b.isIdle());
        b.engine.abandon();
        QCOMPARE(holder.info().reason, CancelReason::Shutdown);
        QCOMPARE(waiter.info().reason, CancelReason::Shutdown);
        QVERIFY(b.isIdle());
    });
    check("70: a waiter that is cancelled leaves no hole in the queue", [] {
        LockBench b;
        b.run(u"a"_qs, {&b.x});
        const auto second = b.run(u"b"_qs, {&b.x});
        b.run(u"c"_qs, {&b.x});
        second.cancel();
        b.advance();
        QCOMPARE(b.told(), u"a+ a- c+ c-"_qs);
    });
    check("71: the lock of a device covers its parameters", [] {
        LockBench b;
        b.run(u"device"_qs, {&b.x});
        b.run(u"parameter"_qs, {&b.position});
        b.run(u"other"_qs, {&b.flow});
        b.advance();
        QCOMPARE(b.told(), u"device+ other+ device- other- parameter+ parameter-"_qs);
    });
    check("80: a locked limit cannot be cleared either", [] {
        Rack rack;
        rack.device.position().setSoftLimits({-1, 1});
        rack.device.position().setLimitsLocked(true);
        QVERIFY_THROWS_EXCEPTION(Error, rack.device.position().setSoftLimits({}));
        QCOMPARE(kinds(rack.move(rack.quantity(2, "mm"), MoveKind::Absolute)), QList{RefusalKind::SoftLimit});
    });
}

void stops()
{
    check("72: a cancel is told only when the device has stopped, or when its time is over", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&] { return motion.move(); });
        task.cancel();
        QCOMPARE(task.info().state, TaskState::Cancelling);
        e.advance(49ms);
        QVERIFY(!task.isFinished());
        e.advance(1ms);
        QVERIFY(task.isFinished() && task.info().stopConfirmed == std::optional(true));
        Motion endless;
        endless.stopTakes = 1h;
        const auto stuck = e.start([&] { return endless.move(); });
        stuck.cancel();
        e.advance(e.engine.stopDeadline());
        QVERIFY(stuck.isFinished() && stuck.info().stopConfirmed == std::optional(false));
    });
    check("73: a stop is idempotent, and works on what another task has locked", [] {
        Rack rack;
        const auto task = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
        rack.advance(100ms);
        rack.stops.stop(x, u"tester"_qs);
        rack.advance(1s);
        rack.stops.stop(x, u"tester"_qs);
        rack.advance(1s);
        QVERIFY(task.isFinished());
        QVERIFY(rack.stops.receipts().front().isConfirmed());
        QCOMPARE(rack.device.here(), 1.0);
    });
    check("74: a mover that somebody else stopped ends as Stopped, not as a success", [] {
        Rack rack;
        const auto task = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
        rack.advance(100ms);
        rack.stops.stop(x, u"tester"_qs);
        rack.advance(1s);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().reason, CancelReason::Stopped);
    });
    check("75: a cancelled read reports Cancelled", [] {
        Rack rack;
        rack.device.delay = 1s;
        const auto task = rack.engine.run(u"read"_qs, operations::read(rack.bench, {x, u"position"_qs}));
        rack.advance(100ms);
        task.cancel();
        rack.advance(10ms);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("78: when one axis of a common move fails, the others are stopped", [] {
        Rack rack;
        auto &other = rack.add(u"y"_qs);
        const auto both = [&]() -> Op<void> {
            for (const auto &device : {x, u"y"_qs})
                (void)spawn(device, operations::move(rack.bench, {device, u"position"_qs}, rack.quantity(50, "mm"), MoveKind::Absolute));
            co_await join();
        };
        const auto task = rack.engine.run(u"both"_qs, both());
        rack.advance(100ms);
        rack.device.stopAtFrontPanel();
        rack.advance(3s);
        QCOMPARE(errorOf(task).kind(), ErrorKind::Device);
        QVERIFY(other.sent.contains(u"stop"_qs));
        QVERIFY(other.here() < 50);
    });
    check("83: STOP ALL reaches every device, even when one hangs", [] {
        Rack rack;
        auto &other = rack.add(u"y"_qs);
        rack.device.hangs = true;
        rack.stops.stopAll(u"tester"_qs);
        rack.advance(100ms);
        QVERIFY(rack.device.sent.contains(u"stop"_qs) && other.sent.contains(u"stop"_qs));
        rack.advance(1s);
        const auto receipts = rack.stops.receipts();
        QVERIFY(!receipts[0].isConfirmed() && receipts[1].isConfirmed());
        rack.device.hangs = false;
        rack.advance(10s);
    });
}

void ends()
{
    check("76: any error leaves a named error, and the device can be used again", [] {
        Rack rack;
        rack.device.failsNextWrite = true;
        const auto bad = rack.write("velocity", rack.quantity(5, "mm/s"));
        QCOMPARE(bad.info().errorKind, ErrorKind::Device);
        QVERIFY2(bad.info().error.contains(u"x.velocity"_qs), qPrintable(bad.info().error));
        QVERIFY(rack.write("velocity", rack.quantity(5, "mm/s")).info().succeeded());
    });
    check("77: a failure that nobody watches is told once", [] {
        const LogCatcher log;
        ManualEngine e;
        e.start([] { return failAfter(1ms, u"nobody looked"_qs); });
        e.advance(10ms);
        QCOMPARE(log.count(u"nobody looked"_qs), 1);
    });
    check("79: NaN and infinity are refused, always", [] {
        Rack rack;
        for (const double bad : {std::nan(""), double(INFINITY), -double(INFINITY)})
            for (const auto *parameter : {"position", "velocity"})
                QVERIFY(kinds(rack.write(parameter, Quantity(bad, rack.device.named(parameter).spec().unit))).contains(RefusalKind::NotFinite));
        QVERIFY(rack.device.sent.isEmpty());
    });
    check("81: a restore that fails keeps what it could not write", [] {
        Rack rack;
        rack.write("velocity", rack.quantity(5, "mm/s"));
        operations::stash(rack.device);
        rack.write("velocity", rack.quantity(6, "mm/s"));
        const auto restore = [&] {
            const auto task = rack.engine.run(u"restore"_qs, operations::restore(rack.bench, x));
            task.record()->observe();
            rack.advance(10ms);
            return task.info();
        };
        rack.device.failsNextWrite = true;
        QCOMPARE(restore().outcome, Outcome::Failed);
        QVERIFY(restore().succeeded());
        QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(5, "mm/s")));
    });
    check("82: two relative moves add up", [] {
        Rack rack;
        rack.device.position().setReading(rack.quantity(0, "mm"));
        rack.move(rack.quantity(1, "mm"), MoveKind::Relative);
        rack.move(rack.quantity(1, "mm"), MoveKind::Relative);
        rack.advance(3s);
        QCOMPARE(rack.device.here(), 2.0);
    });
    check("84: cancelling a parent cancels its children", [] {
        ManualEngine e;
        Motion motion;
        Task<void> child;
        const auto parent = e.start([&]() -> Op<void> {
            child = spawn(u"child"_qs, motion.move());
            co_await join();
        });
        parent.cancel();
        e.advance(1s);
        QCOMPARE(child.info().outcome, Outcome::Cancelled);
        QCOMPARE(child.info().reason, CancelReason::Parent);
        QCOMPARE(motion.told(), u"stopping stopped unwound released"_qs);
    });
    check("85: a device that is dropped frees itself and its signals", [] {
        QPointer<Device> dropped;
        int heard = 0;
        QObject listener;
        {
            Rack rack;
            dropped = &rack.device;
            QObject::connect(&rack.device, &Device::stateChanged, &listener, [&] { ++heard; });
            rack.device.setState(DeviceState::On);
        }
        QVERIFY(!dropped);
        QCOMPARE(heard, 1);
    });
}
} // namespace

class TestConcertDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaviour_data()
    {
        checkTable();
        locks();
        stops();
        ends();
    }
    void behaviour() { runCheck(); }
};

PODIUM_TEST_MAIN(TestConcertDecisions)
#include "tst_concertdecisions.moc"
