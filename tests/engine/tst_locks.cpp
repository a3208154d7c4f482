// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lockbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
void oneStepOppositeOrders(LockBench &b)
{
    b.run(u"a"_qs, {&b.x, &b.y});
    b.run(u"b"_qs, {&b.y, &b.x});
    b.advance();
    QCOMPARE(b.told(), u"a+ a- b+ b-"_qs);
}

void cancelledWaiter(LockBench &b)
{
    b.run(u"a"_qs, {&b.x});
    const auto second = b.run(u"b"_qs, {&b.stage});
    b.run(u"c"_qs, {&b.y}, 1ms);
    QCOMPARE(b.told(), u"a+"_qs);
    second.cancel();
    b.advance();
    QCOMPARE(second.info().outcome, Outcome::Cancelled);
    QCOMPARE(b.told(), u"a+ c+ c- a-"_qs);
}

void exclusion(LockBench &b, Lockable &first, Lockable &second, const QString &expected)
{
    b.run(u"a"_qs, {&first});
    b.run(u"b"_qs, {&second}, 1ms);
    b.advance();
    QCOMPARE(b.told(), expected);
}
const QString apart = QStringLiteral("a+ a- b+ b-");
const QString together = QStringLiteral("a+ b+ b- a-");

void siblings(LockBench &b)
{
    struct Tree {
        static Op<void> run(LockBench *b)
        {
            (void)spawn(u"c"_qs, b->hold(u"c"_qs, {&b->x}));
            (void)spawn(u"d"_qs, b->hold(u"d"_qs, {&b->x}, 1ms));
            co_await join();
        }
    };
    b.engine.run(u"tree"_qs, Tree::run(&b));
    b.advance();
    QCOMPARE(b.told(), u"c+ d+ d- c-"_qs);
}

void siblingPassesForeignWaiter(LockBench &b)
{
    struct Tree {
        static Op<void> run(LockBench *b)
        {
            (void)spawn(u"c"_qs, b->hold(u"c"_qs, {&b->x}));
            co_await sleep(2ms);
            (void)spawn(u"d"_qs, b->hold(u"d"_qs, {&b->position}, 1ms));
            co_await join();
        }
    };
    b.run(u"a"_qs, {&b.x});
    b.engine.run(u"tree"_qs, Tree::run(&b));
    b.advance(1ms);
    b.run(u"w"_qs, {&b.x});
    b.advance();
    QCOMPARE(b.told(), u"a+ a- c+ d+ d- c- w+ w-"_qs);
}

void reentry(LockBench &b)
{
    struct Tree {
        static Op<void> run(LockBench *b)
        {
            auto outer = co_await lock({&b->stage}, u"outer"_qs);
            auto child = spawn(u"child"_qs, b->hold(u"c"_qs, {&b->position, &b->x}));
            co_await sleep(1ms);
            outer.release();
            b->log << u"outer gone"_qs;
            co_await child;
        }
    };
    b.engine.run(u"tree"_qs, Tree::run(&b));
    b.run(u"w"_qs, {&b.speed}, 1ms);
    b.run(u"y"_qs, {&b.y}, 1ms);
    b.advance();
    QCOMPARE(b.told(), u"c+ outer gone y+ y- c- w+ w-"_qs);
}

void order(LockBench &b)
{
    b.run(u"a"_qs, {&b.position});
    b.run(u"b"_qs, {&b.x});
    b.run(u"c"_qs, {&b.speed});
    b.run(u"d"_qs, {&b.stage});
    b.run(u"e"_qs, {&b.y});
    b.advance();
    QCOMPARE(b.told(), u"a+ a- b+ b- c+ c- d+ d- e+ e-"_qs);
}

void allOrNothing(LockBench &b)
{
    b.run(u"a"_qs, {&b.y});
    b.run(u"b"_qs, {&b.x, &b.y});
    QVERIFY(!b.x.holder());
    b.run(u"c"_qs, {&b.pump}, 1ms);
    b.run(u"d"_qs, {&b.x});
    b.advance();
    QCOMPARE(b.told(), u"a+ c+ c- a- b+ b- d+ d-"_qs);
}

void bypass(LockBench &b)
{
    b.engine.run(u"t"_qs, b.nest(u"t"_qs, {&b.position}, {&b.speed}));
    b.run(u"w"_qs, {&b.x});
    b.advance();
    QCOMPARE(b.told(), u"t1 t2 w+ w-"_qs);
}

void upgrade(LockBench &b)
{
    b.engine.run(u"t"_qs, b.nest(u"t"_qs, {&b.position}, {&b.x}));
    b.run(u"u"_qs, {&b.speed}, 20ms);
    b.run(u"w"_qs, {&b.stage});
    b.advance();
    QCOMPARE(b.told(), u"t1 u+ u- t2 w+ w-"_qs);
}

void withoutWaiting(LockBench &b)
{
    struct Try {
        static Op<bool> run(LockBench *b)
        {
            const auto guard = tryLock({&b->x, &b->pump}, u"quick"_qs);
            co_return guard && guard->isHeld() && b->x.holder()->reason == u"quick"_qs;
        }
    };
    QVERIFY(b.engine.run(u"free"_qs, Try::run(&b)).result());
    b.run(u"a"_qs, {&b.flow});
    QVERIFY(!b.engine.run(u"held"_qs, Try::run(&b)).result());
    b.run(u"w"_qs, {&b.stage, &b.flow});
    b.advance(10ms); // now w has both
    QVERIFY(!b.engine.run(u"held"_qs, Try::run(&b)).result());
    b.advance();
    QVERIFY(b.engine.run(u"free"_qs, Try::run(&b)).result());
}

void earlierWaiterIsNotPassed(LockBench &b)
{
    struct Try {
        static Op<bool> run(Lockable *lockable) { co_return tryLock({lockable}, u"quick"_qs).has_value(); }
    };
    b.run(u"a"_qs, {&b.flow});
    b.run(u"w"_qs, {&b.x, &b.flow});
    QVERIFY(!b.position.holder());
    QVERIFY(!b.engine.run(u"try"_qs, Try::run(&b.position)).result());
    QVERIFY(b.engine.run(u"try"_qs, Try::run(&b.y)).result());
    b.advance();
}

} // namespace

class TestLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locking_data();
    void locking() { runScenario(); }
};

void TestLocks::locking_data()
{
    QTest::addColumn<Scenario>("scenario");
    addScenario("two tasks that want two locks at once in opposite orders both get on", oneStepOppositeOrders);
    addScenario("a cancelled waiter leaves no hole in the queue", cancelledWaiter);
    addScenario("a device lock excludes its parameter", [](auto &b) { exclusion(b, b.x, b.position, apart); });
    addScenario("a parameter lock excludes its device", [](auto &b) { exclusion(b, b.position, b.x, apart); });
    addScenario("a device lock excludes its child device", [](auto &b) { exclusion(b, b.stage, b.x, apart); });
    addScenario("a device lock excludes its child's parameter", [](auto &b) { exclusion(b, b.stage, b.speed, apart); });
    addScenario("a grandchild's lock excludes the device", [](auto &b) { exclusion(b, b.speed, b.stage, apart); });
    addScenario("two parameters of a device do not exclude each other",
                [](auto &b) { exclusion(b, b.position, b.speed, together); });
    addScenario("two child devices do not exclude each other", [](auto &b) { exclusion(b, b.x, b.y, together); });
    addScenario("two children of one task do not exclude each other", siblings);
    addScenario("what one child gets lets its sibling pass those who wait for their tree", siblingPassesForeignWaiter);
    addScenario("a child takes again what its parent holds, and keeps it when the parent lets go", reentry);
    addScenario("who comes later does not pass who came earlier and conflicts", order);
    addScenario("several locks are taken together or not at all, and hold up later ones", allOrNothing);
    addScenario("who holds one parameter passes those who wait for the device", bypass);
    addScenario("who holds a parameter and wants the device waits for other holders only", upgrade);
    addScenario("tryLock takes what is free and never waits", withoutWaiting);
    addScenario("tryLock passes no earlier waiter that conflicts", earlierWaiterIsNotPassed);
}

PODIUM_TEST_MAIN(TestLocks)
#include "tst_locks.moc"
