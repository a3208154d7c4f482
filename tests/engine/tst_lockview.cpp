// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lockbench.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace podium::tests;

namespace
{
/// "address holder[waiters]"
QString brief(const LockInfo &info)
{
    QStringList waiters;
    for (const auto id : info.waiters)
        waiters << QString::number(id);
    return u"%1 %2[%3]"_qs.arg(info.address, QString::number(info.holder), waiters.join(u','));
}

QString waits(const Task<> &task)
{
    QStringList parts;
    for (const auto &wait : task.info().waits)
        parts << u"%1 %2"_qs.arg(wait.address, QString::number(wait.holder));
    return parts.join(u", "_qs);
}

void whoHasIt(LockBench &b)
{
    b.advance(7s);
    const auto began = b.engine.now();
    const auto task = b.run(u"move"_qs, {&b.x});
    b.advance(5ms);
    for (const auto *lockable : {&b.x, &b.position}) {
        const auto holder = lockable->holder();
        QVERIFY(holder);
        QCOMPARE(*holder, (LockHolder{task.id(), u"move"_qs, u"test"_qs, began, b.x.address()}));
    }
    QVERIFY(!b.stage.holder());
    QVERIFY(!b.y.holder());
    QCOMPARE(b.stage.conflict(nullptr)->task, task.id());
    QVERIFY(!b.y.conflict(nullptr));
    QVERIFY(!b.stage.conflict(b.engine.find(task.id()).get()));
    const auto locks = b.table.locks();
    QCOMPARE(locks.size(), 1u);
    QCOMPARE(locks.front(), (LockInfo{u"stage/x"_qs, task.id(), u"move"_qs, u"test"_qs, began, {}}));
}

void tasksTell(LockBench &b)
{
    const auto first = b.run(u"first"_qs, {&b.x, &b.pump, &b.flow});
    const auto second = b.run(u"second"_qs, {&b.position, &b.y, &b.pump}, 20ms);
    const auto third = b.run(u"third"_qs, {&b.y});
    QCOMPARE(first.info().holds, QStringList({u"stage/x"_qs, u"pump"_qs}));
    QCOMPARE(waits(first), QString());
    QCOMPARE(waits(second), u"stage/x.position %1, pump %1"_qs.arg(first.id()));
    QCOMPARE(
        second.info().waitingFor,
        u"the lock of stage/x.position, held by #%1 first; the lock of pump, held by #%1 first"_qs.arg(first.id()));
    QCOMPARE(waits(third), u"stage/y 0"_qs);
    QCOMPARE(third.info().waitingFor, u"the lock of stage/y, behind #%1 second"_qs.arg(second.id()));
    QCOMPARE(third.info().state, TaskState::Running);
    b.advance(15ms);
    QVERIFY(first.info().holds.isEmpty());
    QCOMPARE(second.info().holds, QStringList({u"stage/x.position"_qs, u"stage/y"_qs, u"pump"_qs}));
    QCOMPARE(waits(second), QString());
    QCOMPARE(second.info().waitingFor, QString());
    QCOMPARE(waits(third), u"stage/y %1"_qs.arg(second.id()));
    QCOMPARE(third.info().waitingFor, u"the lock of stage/y, held by #%1 second"_qs.arg(second.id()));
}

void ownWordsComeBack(LockBench &b)
{
    struct Body {
        static Op<void> run(LockBench *b)
        {
            const WaitingFor words(u"the beam"_qs);
            const auto guard = co_await lock({&b->x}, u"test"_qs);
            co_await sleep(10ms);
        }
    };
    b.run(u"a"_qs, {&b.x});
    const auto task = b.engine.run(u"b"_qs, Body::run(&b));
    QVERIFY(task.info().waitingFor.startsWith(u"the lock of stage/x"_qs));
    b.advance(15ms);
    QCOMPARE(task.info().waitingFor, u"the beam"_qs);
}

void everyChangeIsTold(LockBench &b)
{
    QStringList told;
    QObject::connect(&b.table, &LockTable::lockChanged, &b.engine,
                     [&told](const LockInfo &info) { told << brief(info); });
    b.run(u"1"_qs, {&b.x});
    const auto second = b.run(u"2"_qs, {&b.x});
    b.run(u"3"_qs, {&b.stage});
    QCOMPARE(told.join(u' '), u"stage/x 1[] stage/x 1[2] stage 0[3]"_qs);
    told.clear();
    second.cancel();
    QCOMPARE(told.join(u' '), u"stage/x 1[]"_qs);
    told.clear();
    b.advance(15ms);
    QCOMPARE(told.join(u' '), u"stage/x 0[] stage 3[]"_qs);
    told.clear();
    b.run(u"4"_qs, {&b.x});
    QCOMPARE(told.join(u' '), u"stage/x 3[4] stage 3[4]"_qs);
    told.clear();
    b.advance();
    QCOMPARE(told.join(u' '), u"stage 0[] stage/x 4[] stage/x 0[]"_qs);
}

void waitersInOrder(LockBench &b)
{
    for (int i = 0; i < 5; ++i)
        b.run(QString::number(i), {&b.flow});
    const auto locks = b.table.locks();
    QCOMPARE(locks.size(), 1u);
    QCOMPARE(brief(locks.front()), u"pump.flow 1[2,3,4,5]"_qs);
}

void slotMayBreak(LockBench &b)
{
    QObject::connect(&b.table, &LockTable::lockChanged, &b.engine, [&b](const LockInfo &info) {
        if (info.waiters.size() == 2)
            b.table.breakLock(info.address, u"a rule"_qs);
    });
    const auto first = b.run(u"1"_qs, {&b.x}, 1h);
    b.run(u"2"_qs, {&b.x});
    b.run(u"3"_qs, {&b.x});
    b.advance();
    QCOMPARE(first.info().outcome, Outcome::Cancelled);
    QCOMPARE(b.told(), u"1+ 2+ 2- 3+ 3-"_qs);
}
} // namespace

class TestLockView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showing_data();
    void showing() { runScenario(); }
};

void TestLockView::showing_data()
{
    QTest::addColumn<Scenario>("scenario");
    addScenario("a lock shows its holder, the reason and since when", whoHasIt);
    addScenario("a task shows what it holds, what it waits for and who has it now", tasksTell);
    addScenario("a task's own words about its waiting come back after the lock", ownWordsComeBack);
    addScenario("every taking, freeing, coming and going of a waiter is told", everyChangeIsTold);
    addScenario("waiters are listed in the order in which they came", waitersInOrder);
    addScenario("a slot may break the lock of which it is told", slotMayBreak);
}

PODIUM_TEST_MAIN(TestLockView)
#include "tst_lockview.moc"
