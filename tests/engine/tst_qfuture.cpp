// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <QException>

using namespace podium::tests;

namespace
{
void outwards()
{
    check("the future of a task has its value, also when it is asked for after the end", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1ms, 7); });
        const QFuture<int> early = task.future();
        QVERIFY(early.isStarted() && !early.isFinished());
        e.advance(1ms);
        QVERIFY(early.isFinished() && !early.isCanceled());
        QCOMPARE(early.result(), 7);
        const QFuture<int> late = task.future();
        e.advance(0ms);
        QCOMPARE(late.result(), 7);
    });
    check("the future of a task that fails throws the error in its own type", [] {
        ManualEngine e;
        QFuture<void> future = e.start([] { return failAfter(1ms); }).future();
        e.advance(1ms);
        QVERIFY_THROWS_EXCEPTION(Error, future.waitForFinished());
    });
    check("cancelling the future cancels the task, and the future ends only when the stop is done", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&] { return motion.move(); });
        QFuture<void> future = task.future();
        future.cancel();
        QTRY_COMPARE(task.info().state, TaskState::Cancelling);
        QVERIFY(!future.isFinished());
        e.advance(50ms);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QVERIFY(future.isFinished() && future.isCanceled());
        QCOMPARE(motion.told(), u"stopping stopped unwound released"_qs);
    });
    check("cancelling the task cancels the future", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1h); });
        const auto future = task.future();
        task.cancel();
        QVERIFY(future.isFinished() && future.isCanceled());
    });
    check("a future that is cancelled too late is finished all the same", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1ms); });
        auto future = task.future();
        e.advance(1ms);
        future.cancel();
        QVERIFY(task.info().succeeded());
        QVERIFY(future.isFinished());
    });
    check("progress reaches the future", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<void> {
            co_await sleep(1ms);
            report(0.25, u"quarter"_qs);
            co_await sleep(1ms);
        });
        const auto future = task.future();
        e.advance(1ms);
        QCOMPARE(future.progressValue(), 250);
        QCOMPARE(future.progressMaximum(), 1000);
        QCOMPARE(future.progressText(), u"quarter"_qs);
    });
    check("the end of the engine ends the future", [] {
        auto e = std::make_unique<ManualEngine>();
        const auto future = e->start([] { return valueAfter(1h); }).future();
        e.reset();
        QVERIFY(future.isFinished() && future.isCanceled());
    });
    check("the future of a submitted task works across threads", [] {
        EngineThreadFixture e;
        const auto value = e.submit([] { return valueAfter(1ms, 3); }).future();
        auto endless = e.submit([] { return valueAfter(1h); }).future();
        endless.cancel();
        QTRY_VERIFY(value.isFinished() && endless.isFinished());
        QCOMPARE(value.result(), 3);
    });
}

/// Runs an operation that awaits the future of a promise which the row moves on.
struct Awaiting
{
    Awaiting() { promise.start(); }
    Task<int> start()
    {
        return e.start([future = promise.future()]() -> Op<int> { co_return co_await future; });
    }
    /// Lets the promise's messages through.
    void settle(const Task<int> &task)
    {
        QTRY_VERIFY(task.isFinished());
    }

    ManualEngine e;
    QPromise<int> promise;
};

void inwards()
{
    check("co_await of a future gives its value, whether it is ready or not", [] {
        Awaiting a;
        const auto early = a.start();
        a.promise.addResult(5);
        a.promise.finish();
        a.settle(early);
        QCOMPARE(early.result(), 5);
        QCOMPARE(a.start().result(), 5);
    });
    check("co_await of a future that fails throws the error in its own type", [] {
        Awaiting a;
        const auto task = a.start();
        a.promise.setException(std::make_exception_ptr(Error(ErrorKind::Device, u"NAK"_qs)));
        a.promise.finish();
        a.settle(task);
        QCOMPARE(errorOf(task).message(), u"NAK"_qs);
    });
    check("an error that Qt has wrapped is unwrapped", [] {
        Awaiting a;
        const auto task = a.start();
        const auto inner = std::make_exception_ptr(std::out_of_range("far"));
        a.promise.setException(std::make_exception_ptr(QUnhandledException(inner)));
        a.promise.finish();
        a.settle(task);
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, task.result());
    });
    check("a future that somebody else cancels is an error, never a success and never a crash", [] {
        Awaiting a;
        const auto task = a.start();
        a.promise.future().cancel();
        a.promise.finish();
        a.settle(task);
        QCOMPARE(errorOf(task).kind(), ErrorKind::Internal);
    });
    check("a promise that is destroyed unfinished is an error as well", [] {
        ManualEngine e;
        auto promise = std::make_unique<QPromise<int>>();
        promise->start();
        const auto task = e.start([future = promise->future()]() -> Op<int> { co_return co_await future; });
        promise.reset();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(errorOf(task).kind(), ErrorKind::Internal);
    });
    check("a cancel reaches the future's producer, and is told when that has ended", [] {
        Awaiting a;
        const auto task = a.start();
        task.cancel();
        QVERIFY(a.promise.isCanceled());
        QCOMPARE(task.info().state, TaskState::Cancelling);
        a.promise.finish();
        a.settle(task);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("a cancel reaches the future's producer before the stop actions begin, so that nothing begins after them", [] {
        Awaiting a;
        const auto task = a.e.start([future = a.promise.future()]() -> Op<int> {
            const OnCancel guard([] { return wait(50ms); });
            co_return co_await future;
        });
        task.cancel();
        QVERIFY(a.promise.isCanceled());
        a.promise.finish();
        a.e.advance(50ms);
        a.settle(task);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("a future that is met while stop actions run is cancelled too", [] {
        Awaiting a;
        const auto task = a.e.start([future = a.promise.future()]() -> Op<int> {
            const OnCancel guard([] { return wait(50ms); });
            currentTask()->requestCancel(CancelReason::User);
            co_return co_await future;
        });
        QVERIFY(!a.promise.isCanceled());
        a.e.advance(50ms);
        QVERIFY(a.promise.isCanceled());
        QVERIFY(!task.isFinished());
        a.promise.finish();
        a.settle(task);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
}
} // namespace

class TestQFuture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void future_data()
    {
        checkTable();
        outwards();
        inwards();
    }
    void future() { runCheck(); }
};

PODIUM_TEST_MAIN(TestQFuture)
#include "tst_qfuture.moc"
