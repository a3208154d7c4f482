// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lockbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
QString error(const Task<> &task)
{
    task.record()->observe();
    return task.info().error;
}

void nestedOppositeOrders(LockBench &b)
{
    const auto scan = b.engine.run(u"scan"_qs, b.nest(u"a"_qs, {&b.x}, {&b.y}));
    const auto align = b.engine.run(u"align"_qs, b.nest(u"b"_qs, {&b.y}, {&b.x}));
    b.advance();
    QCOMPARE(b.told(), u"a1 b1 a2"_qs);
    QVERIFY(scan.info().succeeded());
    QCOMPARE(align.info().errorKind, ErrorKind::Deadlock);
    QCOMPARE(
        error(align),
        QStringLiteral("Deadlock: #%2 align holds stage/y and waits for stage/x, held by #%1 scan, which waits for "
                       "stage/y. Give back what is held and try again, or take all locks at once.")
            .arg(scan.id())
            .arg(align.id()));
}

Op<void> retry(LockBench *b)
{
    for (int attempt = 0; attempt < 5; ++attempt) {
        try {
            co_await b->nest(u"r"_qs, {&b->y}, {&b->x});
            co_return;
        } catch (const Error &failure) {
            b->log << (failure.kind() == ErrorKind::Deadlock ? u"deadlock"_qs : failure.message());
        }
        co_await sleep(5ms);
    }
}

void deadlockThenRetry(LockBench &b)
{
    b.engine.run(u"a"_qs, b.nest(u"a"_qs, {&b.x}, {&b.y}));
    const auto task = b.engine.run(u"r"_qs, retry(&b));
    b.advance();
    QCOMPARE(b.told(), u"a1 r1 deadlock a2 r1 r2"_qs);
    QVERIFY(task.info().succeeded());
}

Op<void> awaitForeign(LockBench *b, Task<> *other)
{
    const auto guard = co_await lock({&b->x}, u"outer"_qs);
    co_await sleep(1ms);
    co_await *other;
}

Op<void> lateWait(LockBench *b)
{
    co_await sleep(5ms);
    co_await b->hold(u"u"_qs, {&b->x});
}

void circleThroughAnAwaitedTask(LockBench &b)
{
    Task<> other;
    const auto outer = b.engine.run(u"outer"_qs, awaitForeign(&b, &other));
    other = b.engine.run(u"other"_qs, lateWait(&b));
    b.advance();
    QCOMPARE(other.info().errorKind, ErrorKind::Deadlock);
    QVERIFY2(error(other).contains(
                 u"held by #%1 outer, which waits for the end of #%2 other"_qs.arg(outer.id()).arg(other.id())),
             qPrintable(error(other)));
    QCOMPARE(outer.info().errorKind, ErrorKind::Deadlock);
    error(outer);
}

/// A tree whose first child's lock lets the second pass w at x; then the first gives it back.
Op<void> twoChildren(LockBench *b, Task<> *second)
{
    (void)spawn(u"first"_qs, b->hold(u"c"_qs, {&b->position}, 20ms));
    co_await sleep(5ms);
    *second = spawn(u"second"_qs, b->hold(u"d"_qs, {&b->speed, &b->y}));
    try {
        co_await *second;
    } catch (const Error &error) {
        if (error.kind() != ErrorKind::Deadlock)
            throw;
    }
}

void circleByALostRightToPass(LockBench &b)
{
    Task<> second;
    b.run(u"z"_qs, {&b.y}, 100ms);
    b.engine.run(u"tree"_qs, twoChildren(&b, &second));
    b.engine.run(u"v"_qs, b.nest(u"v"_qs, {&b.pump}, {&b.y})); // wants y behind d
    b.run(u"w"_qs, {&b.x, &b.pump});                           // ahead of d at x
    b.advance(19ms);
    QVERIFY(!second.isFinished());
    b.advance(1ms);
    QVERIFY(second.isFinished());
    QCOMPARE(second.info().errorKind, ErrorKind::Deadlock);
    b.advance();
    QCOMPARE(b.told(), u"z+ c+ v1 c- z- v2 w+ w-"_qs);
}

Op<void> slowToStop(LockBench *b)
{
    const OnCancel stop([]() -> Op<void> { co_await sleep(50ms); });
    co_await b->hold(u"u"_qs, {&b->y});
}

void circleBehindACancelledWaiter(LockBench &b)
{
    b.run(u"z"_qs, {&b.y}, 30ms);
    const auto task = b.engine.run(u"t"_qs, b.nest(u"t"_qs, {&b.x}, {&b.y}));
    b.run(u"w"_qs, {&b.y, &b.x});
    const auto cancelled = b.engine.run(u"u"_qs, slowToStop(&b));
    b.advance(5ms);
    cancelled.cancel();
    b.advance(5ms); // now t wants y: behind u, which is about to leave, and behind w, which waits for t
    QVERIFY(task.isFinished());
    QCOMPARE(task.info().errorKind, ErrorKind::Deadlock);
    error(task);
    b.advance();
    QCOMPARE(b.told(), u"z+ t1 z- w+ w-"_qs);
}

Op<void> waitNoLonger(LockBench *b, Duration limit)
{
    const auto guard = co_await lock({&b->position}, u"impatient"_qs, Deadline::after(limit));
}

void deadline(LockBench &b)
{
    const auto holder = b.run(u"move"_qs, {&b.x}, 3s);
    b.advance(500ms);
    const auto task = b.engine.run(u"impatient"_qs, waitNoLonger(&b, 2s));
    b.advance(1999ms);
    QVERIFY(!task.isFinished());
    b.advance(1ms);
    QCOMPARE(task.info().errorKind, ErrorKind::Timeout);
    QCOMPARE(error(task), QStringLiteral("No lock within 2 s: stage/x.position is held by #%1 move since 2.5 s (test). "
                                         "Wait longer, cancel the holder, or break its lock.")
                              .arg(holder.id()));
    b.advance(1s);
}

void expiredDeadline(LockBench &b)
{
    b.run(u"a"_qs, {&b.x});
    const auto late = b.engine.run(u"late"_qs, waitNoLonger(&b, 0ms));
    b.advance(0ms);
    QCOMPARE(late.info().errorKind, ErrorKind::Timeout);
    error(late);
    b.advance();
    QVERIFY(b.engine.run(u"free"_qs, waitNoLonger(&b, 0ms)).info().succeeded());
}

void removed(LockBench &b)
{
    auto *extra = new Lockable(b.table, u"pump.extra"_qs, &b.pump);
    const auto holder = b.run(u"a"_qs, {extra});
    const auto waiter = b.run(u"b"_qs, {extra, &b.x});
    b.run(u"c"_qs, {&b.pump}, 1ms);
    b.run(u"d"_qs, {&b.x}, 1ms);
    delete extra;
    b.advance();
    QVERIFY(holder.info().succeeded());
    QCOMPARE(waiter.info().errorKind, ErrorKind::Disconnected);
    error(waiter);
    QCOMPARE(b.told(), u"a+ d+ c+ d- c- a-"_qs);
}

void removedParent(LockBench &b)
{
    auto axis = std::make_unique<Lockable>(b.table, u"pump/a"_qs, &b.pump);
    Lockable value(b.table, u"pump/a.value"_qs, axis.get());
    b.run(u"a"_qs, {&value});
    const auto waiter = b.run(u"b"_qs, {axis.get()});
    b.run(u"c"_qs, {&b.pump}, 1ms);
    axis.reset();
    QVERIFY(b.pump.below.empty());
    b.run(u"d"_qs, {&value}, 1ms);
    b.advance();
    QCOMPARE(waiter.info().errorKind, ErrorKind::Disconnected);
    error(waiter);
    QCOMPARE(b.told(), u"a+ c+ c- a- d+ d-"_qs);
}

Op<void> holdForEver(Lockable *lockable)
{
    const auto guard = co_await lock({lockable}, u"test"_qs);
    co_await sleep(1h);
}
} // namespace

class TestLockErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failing_data();
    void failing() { runScenario(); }
    void theTableMayGoFirst();
    void theEngineMayGoFirst();
};

void TestLockErrors::failing_data()
{
    QTest::addColumn<Scenario>("scenario");
    addScenario("two tasks that nest two locks in opposite orders: the one that closes the circle fails",
                nestedOppositeOrders);
    addScenario("a task that meets a deadlock gives back what it held and succeeds later", deadlockThenRetry);
    addScenario("a circle through an awaited task of another tree is found", circleThroughAnAwaitedTask);
    addScenario("a circle that closes when a tree loses its right to pass is found", circleByALostRightToPass);
    addScenario("a circle behind a waiter that is being cancelled is found", circleBehindACancelledWaiter);
    addScenario("a wait that meets its deadline fails and names the holder", deadline);
    addScenario("a deadline of zero gives what is free and fails otherwise", expiredDeadline);
    addScenario("a lockable that is removed fails its waiters and frees what is above", removed);
    addScenario("a parent that is removed leaves what was below it on its own", removedParent);
}

void TestLockErrors::theTableMayGoFirst()
{
    Engine engine(std::make_unique<ManualScheduler>());
    auto table = std::make_unique<LockTable>(engine);
    Lockable x(*table, u"x"_qs);
    const auto holder = engine.run(u"holder"_qs, holdForEver(&x));
    const auto waiter = engine.run(u"waiter"_qs, holdForEver(&x));
    table.reset();
    static_cast<ManualScheduler &>(engine.scheduler()).advance(1s);
    QCOMPARE(waiter.info().errorKind, ErrorKind::Internal);
    waiter.record()->observe();
    holder.cancel();
    static_cast<ManualScheduler &>(engine.scheduler()).advance(1s);
    QCOMPARE(holder.info().outcome, Outcome::Cancelled);
}

void TestLockErrors::theEngineMayGoFirst()
{
    auto engine = std::make_unique<Engine>(std::make_unique<ManualScheduler>());
    LockTable table(*engine);
    Lockable x(table, u"x"_qs);
    const auto holder = engine->run(u"holder"_qs, holdForEver(&x));
    const auto waiter = engine->run(u"waiter"_qs, holdForEver(&x));
    QCOMPARE(table.locks().size(), 1u);
    engine.reset();
    QVERIFY(table.locks().empty());
    QCOMPARE(holder.info().outcome, Outcome::Cancelled);
    QCOMPARE(waiter.info().outcome, Outcome::Cancelled);
}

PODIUM_TEST_MAIN(TestLockErrors)
#include "tst_lockerrors.moc"
