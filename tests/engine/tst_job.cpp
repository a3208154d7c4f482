// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/job.h"

#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
/// A function that runs until it is told to go, or is cancelled.
struct Held
{
    std::atomic<bool> begun{false};
    std::atomic<bool> go{false};

    void operator()(JobControl &control)
    {
        begun = true;
        while (!go && !control.isCancelled()) {
            control.pausePoint();
            std::this_thread::yield();
        }
    }
};

void running()
{
    check("a plain function runs in another thread and gives its value", [] {
        Engine e;
        const auto task = runFunction(e, u"sum"_qs, [] { return std::pair(std::this_thread::get_id(), 42); });
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result().second, 42);
        QVERIFY(task.result().first != std::this_thread::get_id());
    });
    check("inside an operation it is awaited like everything else, and may return what cannot be copied", [] {
        Engine e;
        const auto body = []() -> Op<int> {
            const auto number = co_await inWorker([] { return std::make_unique<int>(6); });
            co_await inWorker([] {});
            co_return *number;
        };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result(), 6);
    });
    check("what the function throws fails the task in its own type", [] {
        Engine e;
        const auto task = runFunction(e, u"t"_qs, []() -> int { throw std::out_of_range("far"); });
        QTRY_VERIFY(task.isFinished());
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, task.result());
    });
    check("its progress is typed, complete, in order and before the result", [] {
        Engine e;
        QList<int> seen;
        const auto task = runFunction(e, u"t"_qs, [](JobControl &control) {
            for (int i = 0; i < 1000; ++i)
                control.report(Progress{i / 1000.0, {}, i});
        });
        task.then(&e, [&] { seen << -1; }, nullptr, [&](const int &number) { seen << number; });
        QTRY_COMPARE(seen.size(), 1001);
        QVERIFY(std::is_sorted(seen.begin(), seen.end() - 1));
        QCOMPARE(seen.last(), -1);
        QCOMPARE(task.info().progress, 0.999);
    });
    check("on a virtual engine it runs in place, its progress before its result", [] {
        ManualEngine e;
        QStringList log;
        const auto task = e.start([&]() -> Op<std::thread::id> {
            co_await sleep(1ms);
            co_return co_await inWorker([](JobControl &control) {
                control.pausePoint();
                control.report(0.5);
                return control.isCancelled() ? std::thread::id() : std::this_thread::get_id();
            });
        });
        QObject context;
        task.then(&context, [&](std::thread::id) { log << u"end"_qs; }, nullptr, [&](const Progress &) { log << u"half"_qs; });
        e.advance(1ms);
        QCOMPARE(task.result(), std::this_thread::get_id());
        QCOMPARE(log, (QStringList{u"half"_qs, u"end"_qs}));
    });
}

void cancelling()
{
    check("a running function is told of a cancel and awaited; its value is dropped", [] {
        Engine e;
        Held held;
        const auto task = runFunction(e, u"t"_qs, [&](JobControl &control) {
            held(control);
            return 1;
        });
        QTRY_VERIFY(held.begun);
        task.cancel();
        QTRY_COMPARE(task.info().outcome, Outcome::Cancelled);
        QVERIFY(!held.go);
    });
    check("a function that does not look is awaited to its end", [] {
        Engine e;
        std::promise<void> go;
        std::atomic<bool> begun{false};
        const auto task = runFunction(e, u"t"_qs, [&begun, wait = go.get_future().share()] {
            begun = true;
            wait.get();
        });
        QTRY_VERIFY(begun);
        task.cancel();
        QTRY_COMPARE(task.info().state, TaskState::Cancelling);
        go.set_value();
        QTRY_COMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("a function that has not begun is withdrawn at once, though the pool is full", [] {
        Engine e;
        std::vector<std::unique_ptr<Held>> held;
        std::vector<Task<void>> tasks;
        for (int i = 0; i < e.pool().maxThreadCount(); ++i) {
            held.push_back(std::make_unique<Held>());
            tasks.push_back(runFunction(e, u"t"_qs, [one = held.back().get()](JobControl &control) { (*one)(control); }));
        }
        for (const auto &one : held)
            QTRY_VERIFY(one->begun);
        std::atomic<bool> ran{false};
        const auto queued = runFunction(e, u"queued"_qs, [&] { ran = true; });
        e.drain();
        queued.cancel();
        e.drain();
        QCOMPARE(queued.info().outcome, Outcome::Cancelled);
        for (const auto &one : held)
            one->go = true;
        for (const auto &task : tasks)
            QTRY_VERIFY(task.info().succeeded());
        QVERIFY(!ran);
    });
    check("an engine that ends tells its functions and waits for them", [] {
        auto e = std::make_unique<Engine>();
        Held held;
        std::atomic<bool> ended{false};
        const auto task = runFunction(*e, u"t"_qs, [&](JobControl &control) {
            held(control);
            ended = true;
        });
        QTRY_VERIFY(held.begun);
        e.reset();
        QVERIFY(ended);
        QCOMPARE(task.info().reason, CancelReason::Shutdown);
    });
    check("D32: a pause reaches the function: Paused is shown while it is really suspended, and it goes on", [] {
        Engine e;
        Held held;
        const auto task = runFunction(e, u"t"_qs, [&](JobControl &control) { held(control); });
        QTRY_VERIFY(held.begun);
        QVERIFY(task.info().pausable);
        e.setPaused(task.id(), true);
        QTRY_COMPARE(task.info().state, TaskState::Paused);
        e.setPaused(task.id(), false);
        QTRY_COMPARE(task.info().state, TaskState::Running);
        held.go = true;
        QTRY_VERIFY(task.info().succeeded());
    });
    check("D32: a cancel releases a suspended function", [] {
        Engine e;
        Held held;
        const auto task = runFunction(e, u"t"_qs, [&](JobControl &control) { held(control); });
        e.setPaused(task.id(), true);
        QTRY_COMPARE(task.info().state, TaskState::Paused);
        task.cancel();
        QTRY_COMPARE(task.info().outcome, Outcome::Cancelled);
    });
}
} // namespace

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void job_data()
    {
        checkTable();
        running();
        cancelling();
    }
    void job() { runCheck(); }
};

PODIUM_TEST_MAIN(TestJob)
#include "tst_job.moc"
