// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <QThread>

using namespace podium::tests;

namespace
{
void rows()
{
    check("D9: several handlers on one task all run, in the order of their registration", [] {
        ManualEngine e;
        QObject first;
        QObject second;
        QList<int> order;
        const auto task = e.start([] { return valueAfter(1ms); });
        for (int i = 0; i < 10; ++i)
            task.then(i % 2 ? &first : &second, [&order, i](int) { order << i; });
        e.advance(1ms);
        QCOMPARE(order, (QList{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    });
    check("D10, D11: a handler that is attached after the end is called, but never inside then()", [] {
        ManualEngine e;
        QObject context;
        int got = 0;
        const auto task = e.start([] { return valueAfter(1ms, 5); });
        e.advance(1ms);
        task.then(&context, [&](int value) { got = value; });
        QCOMPARE(got, 0);
        QTRY_COMPARE(got, 5);
    });
    check("D12: handlers never run in the stack of whoever settles", [] {
        ManualEngine e;
        QObject context;
        bool inside = true;
        e.start([] { return valueAfter(1ms); }).then(&context, [&](int) { inside = e.engine.isDraining() || currentTask(); });
        e.advance(1ms);
        QVERIFY(!inside);
    });
    check("D13: handlers run in the thread of their context", [] {
        EngineThreadFixture e;
        QThread other;
        other.start();
        auto *there = new QObject;
        there->moveToThread(&other);
        QObject here;
        std::atomic<QThread *> ranThere{nullptr};
        QThread *ranHere = nullptr;
        const auto task = e.submit([] { return valueAfter(1ms); });
        const auto atHome = task.then(&here, [&](int) { ranHere = QThread::currentThread(); });
        const auto away = task.then(there, [&](int) { ranThere = QThread::currentThread(); });
        QTRY_VERIFY(atHome.isFinished() && away.isFinished());
        QCOMPARE(ranHere, QThread::currentThread());
        QCOMPARE(ranThere.load(), &other);
        there->deleteLater();
        other.quit();
        QVERIFY(other.wait(5000));
    });
    check("D14: when the context is gone the handler is not run and the derived handle ends as Cancelled", [] {
        ManualEngine e;
        auto context = std::make_unique<QObject>();
        bool ran = false;
        const auto task = e.start([] { return valueAfter(1ms); });
        const auto derived = task.then(context.get(), [&](int) { ran = true; });
        context.reset();
        e.advance(1ms);
        QVERIFY(task.info().succeeded());
        QCOMPARE(derived.info().outcome, Outcome::Cancelled);
        QVERIFY(!ran);
    });
    check("D14: a context may go between the end and the call", [] {
        Engine e;
        auto context = std::make_unique<QObject>();
        bool ran = false;
        const auto task = e.run(u"t"_qs, valueAfter(0ms));
        const auto derived = task.then(context.get(), [&](int) { ran = true; });
        task.then(&e, [&](int) { context.reset(); });
        while (!task.isFinished())
            e.drain();
        context.reset();
        QTRY_VERIFY(derived.isFinished());
        QCOMPARE(derived.info().outcome, Outcome::Cancelled);
        QVERIFY(!ran);
    });
    check("D14: a thread that ends settles what its contexts still waited for", [] {
        ManualEngine e;
        QThread other;
        auto *there = new QObject;
        there->moveToThread(&other);
        QObject::connect(&other, &QThread::finished, there, &QObject::deleteLater);
        other.start();
        const auto task = e.start([] { return valueAfter(1ms); });
        const auto derived = task.then(there, [](int) {});
        other.quit();
        QVERIFY(other.wait(5000));
        e.advance(1ms);
        QTRY_COMPARE(derived.info().outcome, Outcome::Cancelled);
    });
    check("D15: a handler may return a task, whose value, failure or cancel becomes the derived handle's", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([] { return valueAfter(1ms, 1); });
        const Task<int> value = task.then(&context, [&](int v) { return e.start([v] { return valueAfter(1ms, v + 10); }); });
        const Task<void> failure = task.then(&context, [&](int) { return e.start([] { return failAfter(1ms); }); });
        const Task<int> cancelled = task.then(&context, [&](int) {
            auto inner = e.start([] { return valueAfter(1h); });
            inner.cancel(CancelReason::Stopped);
            return inner;
        });
        const Task<int> rescued = failure.then(&context, [] { return 0; }, [&](const Error &) { return 9; });
        e.advance(1ms);
        QVERIFY(!value.isFinished());
        e.advance(1ms);
        QCOMPARE(value.result(), 11);
        QCOMPARE(errorOf(failure).message(), u"the device said no"_qs);
        QCOMPARE(cancelled.info().reason, CancelReason::Stopped);
        QCOMPARE(rescued.result(), 9);
    });
    check("D15: a handler that returns no task at all fails its handle", [] {
        ManualEngine e;
        QObject context;
        const auto derived = e.start([] { return valueAfter(0ms); }).then(&context, [](int) { return Task<int>(); });
        e.advance(0ms);
        QCOMPARE(errorOf(derived).kind(), ErrorKind::Internal);
    });
    check("D16, D25: a cancel of a derived handle reaches its source, and the task its handler returned", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([] { return valueAfter(1h); });
        const auto end = task.then(&context, nullptr).then(&context, nullptr);
        end.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(end.info().outcome, Outcome::Cancelled);

        Task<int> inner;
        const auto outer = e.start([] { return valueAfter(1ms); }).then(&context, [&](int) {
            return inner = e.start([] { return valueAfter(1h); });
        });
        e.advance(1ms);
        outer.cancel(CancelReason::Stopped);
        QCOMPARE(inner.info().reason, CancelReason::Stopped);
        QCOMPARE(outer.info().reason, CancelReason::Stopped);
    });
    check("D23: a cancel is visible to the work, and asking twice is asking once", [] {
        ManualEngine e;
        int seen = 0;
        const auto task = e.start([&]() -> Op<void> {
            try {
                co_await sleep(1h);
            } catch (const Cancelled &) {
                ++seen;
                throw;
            }
        });
        task.cancel();
        task.cancel();
        QCOMPARE(seen, 1);
    });
    check("D24: Cancelled is told only when the work has stopped; until then the task is Cancelling", [] {
        ManualEngine e;
        Motion motion;
        QObject context;
        const auto task = e.start([&] { return motion.move(); });
        const auto derived = task.then(&context, [] {});
        derived.cancel();
        QCOMPARE(task.info().state, TaskState::Cancelling);
        QVERIFY(!derived.isFinished());
        e.advance(50ms);
        QCOMPARE(derived.info().outcome, Outcome::Cancelled);
        QCOMPARE(derived.info().stopConfirmed, true);
    });
    check("D27: an engine that ends settles every handle, derived ones too", [] {
        QObject context;
        auto e = std::make_unique<ManualEngine>();
        const auto task = e->start([] { return valueAfter(1h); });
        const auto derived = task.then(&context, [](int) {});
        const auto loose = task.then(nullptr, [](int) {});
        e.reset();
        QCOMPARE(task.info().reason, CancelReason::Shutdown);
        QTRY_VERIFY(derived.isFinished() && loose.isFinished());
        QCOMPARE(derived.info().outcome, Outcome::Cancelled);
    });
    check("D32: a chain of 50,000 handles resolves, and is dropped, without a deep stack", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([] { return valueAfter(1ms, 0); });
        auto end = task;
        for (int i = 0; i < 50'000; ++i)
            end = end.then(&context, [](int value) { return value + 1; });
        e.advance(1ms);
        QCOMPARE(end.result(), 50'000);

        auto dying = std::make_unique<ManualEngine>();
        const auto source = dying->start([] { return valueAfter(1h); });
        auto tail = source.then(nullptr, nullptr);
        for (int i = 0; i < 50'000; ++i)
            tail = tail.then(nullptr, nullptr);
        dying.reset();
        QCOMPARE(tail.info().outcome, Outcome::Cancelled);
    });
}
} // namespace

class TestThenHandlers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlers_data()
    {
        checkTable();
        rows();
    }
    void handlers() { runCheck(); }
};

PODIUM_TEST_MAIN(TestThenHandlers)
#include "tst_thenhandlers.moc"
