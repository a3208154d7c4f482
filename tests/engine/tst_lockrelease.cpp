// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lockbench.h"
#include "tests/support/testmain.h"

#include <QPromise>

using namespace podium::tests;

namespace
{
/// Holds x, and needs 50 ms to stop.
Op<void> motion(LockBench *b, bool stopOutside = false)
{
    const auto stop = [b]() -> Op<void> {
        co_await sleep(50ms);
        b->log << u"stopped"_qs;
    };
    struct Unwound {
        QStringList *log;
        ~Unwound() { *log << u"unwound"_qs; }
    };
    std::optional<OnCancel> outside;
    if (stopOutside)
        outside.emplace(stop);
    const auto guard = co_await lock({&b->x}, u"moving"_qs);
    const Unwound unwound{&b->log};
    std::optional<OnCancel> inside;
    if (!stopOutside)
        inside.emplace(stop);
    b->log << u"moving"_qs;
    co_await sleep(100ms);
    throw Error(ErrorKind::Device, u"stalled"_qs);
}

/// Logs the end of the task that holds x, and who has the lock then.
void watchEnd(LockBench &b, TaskId holder)
{
    QObject::connect(&b.engine, &Engine::taskFinished, &b.engine, [&b, holder](const TaskInfo &info) {
        if (info.id == holder)
            b.log << (b.x.holder() && b.x.holder()->task == holder ? u"finished holding"_qs : u"finished"_qs);
    });
}

void afterCancel(LockBench &b)
{
    const auto task = b.engine.run(u"motion"_qs, motion(&b));
    watchEnd(b, task.id());
    b.run(u"next"_qs, {&b.position});
    b.advance(10ms);
    task.cancel();
    b.advance(49ms);
    QCOMPARE(b.told(), u"moving"_qs);
    QCOMPARE(b.x.holder()->task, task.id());
    b.advance();
    QCOMPARE(b.told(), u"moving stopped unwound finished next+ next-"_qs);
    QCOMPARE(task.info().stopConfirmed, true);
}

void afterFailure(LockBench &b, bool stopOutside)
{
    const auto task = b.engine.run(u"motion"_qs, motion(&b, stopOutside));
    watchEnd(b, task.id());
    b.run(u"next"_qs, {&b.x});
    b.advance();
    QCOMPARE(b.told(), u"moving unwound stopped finished next+ next-"_qs);
    QCOMPARE(task.info().error, u"stalled"_qs);
    task.record()->observe();
}

void afterDeadline(LockBench &b)
{
    TaskOptions options;
    options.deadline = Deadline::after(20ms);
    const auto task = b.engine.run(u"motion"_qs, motion(&b), options);
    watchEnd(b, task.id());
    b.run(u"next"_qs, {&b.x});
    b.advance();
    QCOMPARE(b.told(), u"moving stopped unwound finished next+ next-"_qs);
    QCOMPARE(task.info().errorKind, ErrorKind::Timeout);
    task.record()->observe();
}

void cancelOfTheParent(LockBench &b)
{
    struct Parent {
        static Op<void> run(LockBench *b)
        {
            const auto guard = co_await lock({&b->stage}, u"scan"_qs);
            co_await spawn(u"motion"_qs, motion(b));
        }
    };
    const auto task = b.engine.run(u"scan"_qs, Parent::run(&b));
    b.run(u"next"_qs, {&b.y});
    b.advance(10ms);
    task.cancel();
    b.advance();
    QCOMPARE(b.told(), u"moving stopped unwound next+ next-"_qs);
}

void caughtError(LockBench &b)
{
    struct Body {
        static Op<void> run(LockBench *b)
        {
            try {
                const auto guard = co_await lock({&b->x}, u"try"_qs);
                throw Error(ErrorKind::Device, u"no answer"_qs);
            } catch (const Error &) {
                // swallowed: that is the test
            }
            b->log << u"caught"_qs;
            co_await sleep(1s);
            b->log << u"end"_qs;
        }
    };
    b.engine.run(u"a"_qs, Body::run(&b));
    b.run(u"b"_qs, {&b.x});
    b.advance(1s);
    QCOMPARE(b.told(), u"caught b+ b- end"_qs);
}

void caughtStop(LockBench &b)
{
    struct Body {
        static Op<void> run(LockBench *b)
        {
            for (int i = 0; i < 3; ++i) {
                try {
                    co_await motion(b);
                } catch (const Error &) {
                    // swallowed: that is the test
                }
                co_await sleep(60ms);
            }
        }
    };
    const auto task = b.engine.run(u"a"_qs, Body::run(&b));
    b.run(u"b"_qs, {&b.x});
    b.advance(120ms);
    QCOMPARE(b.told(), u"moving unwound"_qs);
    QCOMPARE(b.x.holder()->task, task.id());
    b.advance(90ms); // it asks again, gives back what the failure had kept, and comes after b
    QCOMPARE(b.told(), u"moving unwound stopped b+"_qs);
    b.advance();
    QCOMPARE(b.log.count(u"stopped"_qs), 3);
}

void guardKeptElsewhere(LockBench &b)
{
    struct Body {
        static Op<void> run(LockBench *b, LockGuard *kept) { *kept = co_await lock({&b->x}, u"kept"_qs); }
    };
    LockGuard kept;
    b.engine.run(u"a"_qs, Body::run(&b, &kept));
    QVERIFY(!kept.isHeld());
    QVERIFY(!b.x.holder());
}

void releasedEarly(LockBench &b)
{
    struct Body {
        static Op<void> run(LockBench *b)
        {
            auto guard = co_await lock({&b->x}, u"short"_qs);
            auto moved = std::move(guard);
            moved.release();
            moved.release();
            co_await sleep(1s);
        }
    };
    b.engine.run(u"a"_qs, Body::run(&b));
    b.run(u"b"_qs, {&b.x});
    QCOMPARE(b.told(), u"b+"_qs);
}

void brokenLock(LockBench &b)
{
    QObject::connect(&b.table, &LockTable::lockBroken, &b.engine,
                     [&b](const QString &address, TaskId, const QString &by, bool revoked) {
                         b.log << u"%1 broken by %2%3"_qs.arg(address, by, revoked ? u", revoked"_qs : QString());
                     });
    const auto task = b.engine.run(u"motion"_qs, motion(&b));
    b.run(u"next"_qs, {&b.x});
    b.table.breakLock(u"stage/x.position"_qs, u"alice"_qs); // covered by the lock of stage/x
    b.table.breakLock(u"stage/x"_qs, u"bob"_qs);
    b.advance();
    QCOMPARE(b.told(), u"moving stage/x broken by alice stopped unwound next+ next-"_qs);
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    b.advance(10s); // the time at which it would have been revoked
}

/// Cannot be cancelled while the promise is not kept; then it writes.
Op<void> stuck(LockBench *b, QFuture<void> future)
{
    const auto guard = co_await lock({&b->x}, u"stuck"_qs);
    try {
        co_await future;
    } catch (const Cancelled &) {
        try {
            b->table.requireHeld(currentTask(), b->position);
            b->log << u"written"_qs;
        } catch (const Error &refused) {
            b->log << refused.message() << (guard.isHeld() ? u"held"_qs : u"lost"_qs);
        }
        throw;
    }
}

void revokedLock(LockBench &b)
{
    QObject::connect(&b.table, &LockTable::lockBroken, &b.engine,
                     [&b](const QString &, TaskId, const QString &, bool revoked) { b.log << (revoked ? u"revoked"_qs : u"broken"_qs); });
    QPromise<void> promise;
    promise.start();
    const auto task = b.engine.run(u"stuck"_qs, stuck(&b, promise.future()));
    b.run(u"next"_qs, {&b.x}, 1h);
    b.engine.setStopDeadline(5s);
    b.table.breakLock(u"stage/x"_qs, u"alice"_qs);
    b.advance(4999ms);
    QCOMPARE(b.told(), u"broken"_qs);
    b.advance(1ms);
    QCOMPARE(b.told(), u"broken revoked next+"_qs);
    QVERIFY(!task.isFinished());
    b.log.clear();
    promise.finish();
    QTRY_VERIFY(task.isFinished());
    const auto text =
        u"stage/x.position is not written: alice broke the lock that #%1 stuck had on it. Start the task again."_qs;
    QCOMPARE(b.log, QStringList({text.arg(task.id()), u"lost"_qs}));
    b.engine.cancelAll();
}

void foreignWrite(LockBench &b)
{
    b.run(u"move"_qs, {&b.x}, 2s);
    b.advance(1500ms);
    b.table.requireHeld(nullptr, b.pump);
    try {
        b.table.requireHeld(nullptr, b.position);
        QFAIL("a foreign lock does not refuse the write");
    } catch (const Error &refused) {
        QCOMPARE(refused.kind(), ErrorKind::Refused);
        QCOMPARE(refused.refusals().front().kind, RefusalKind::Locked);
        QCOMPARE(refused.message(),
                 QStringLiteral("stage/x is locked by #1 move since 1.5 s (test). Wait for it, cancel it, or break its lock."));
    }
}

void nothingToBreak(LockBench &b)
{
    QVERIFY_THROWS_EXCEPTION(Error, b.table.breakLock(u"stage/x"_qs, u"alice"_qs));
    QVERIFY_THROWS_EXCEPTION(Error, b.table.breakLock(u"stage/z"_qs, u"alice"_qs));
}

void anotherHolder(LockBench &b)
{
    const auto former = b.run(u"former"_qs, {&b.x}, 1s);
    const auto next = b.run(u"next"_qs, {&b.x}, 1h);
    b.advance(1s);
    QVERIFY(former.isFinished());
    QVERIFY_THROWS_EXCEPTION(Error, b.table.breakLock(u"stage/x"_qs, u"alice"_qs, former.id()));
    QVERIFY(!next.isFinished());
    b.table.breakLock(u"stage/x"_qs, u"alice"_qs, next.id());
    b.advance(1s);
    QVERIFY(next.isFinished());
}
} // namespace

class TestLockRelease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void releasing_data();
    void releasing() { runScenario(); }
};

void TestLockRelease::releasing_data()
{
    QTest::addColumn<Scenario>("scenario");
    addScenario("a cancelled holder lets go after its stop, and before it is told finished", afterCancel);
    addScenario("a failed holder lets go after its stop", [](auto &b) { afterFailure(b, false); });
    addScenario("a failed holder lets go after a stop registered before the lock", [](auto &b) { afterFailure(b, true); });
    addScenario("a holder that meets its deadline lets go after its stop", afterDeadline);
    addScenario("a cancelled parent keeps its lock until its children have stopped", cancelOfTheParent);
    addScenario("an error that is caught, with nothing to stop, frees the lock at once", caughtError);
    addScenario("an error that is caught while a stop is under way keeps the lock until the task asks again", caughtStop);
    addScenario("a guard that is kept elsewhere does not outlive its task", guardKeptElsewhere);
    addScenario("a guard can be moved and released early", releasedEarly);
    addScenario("breaking a lock cancels the holder, once, and the next gets it", brokenLock);
    addScenario("a holder that does not end loses a broken lock, and its write is refused", revokedLock);
    addScenario("a write that meets a foreign lock is refused and names the holder", foreignWrite);
    addScenario("a lock that nobody holds cannot be broken", nothingToBreak);
    addScenario("a lock that another task holds by then is left to it", anotherHolder);
}

PODIUM_TEST_MAIN(TestLockRelease)
#include "tst_lockrelease.moc"
