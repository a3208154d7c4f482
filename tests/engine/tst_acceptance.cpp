// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/progressqueue.h"

#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace podium::tests;

// The acceptance behaviours of the asynchronous layer as far as they hold inside one process. R7 is in tst_taskdeadline,
// R9 for locks in tst_lockrelease.
namespace
{
void handles()
{
    check("R2: a handle settles exactly once, from whatever threads it is pulled at", [] {
        EngineThreadFixture e;
        QSignalSpy *finished = e.call([](Engine &engine) { return new QSignalSpy(&engine, &Engine::taskFinished); });
        for (int round = 0; round < 50; ++round) {
            const auto task = e.submit([] { return valueAfter(0ms); });
            std::vector<std::thread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([task] { task.cancel(); });
            for (auto &thread : threads)
                thread.join();
            QTRY_VERIFY(task.isFinished());
            const auto first = task.info().outcome;
            task.cancel();
            QCOMPARE(task.info().outcome, first);
        }
        QCOMPARE(e.call([&](Engine &) { return finished->size(); }), 50);
        e.call([&](Engine &) { delete finished; });
    });
    check("R3: asking for the state runs nobody's code", [] {
        ManualEngine e;
        QObject context;
        bool ran = false;
        const auto task = e.start([] { return valueAfter(0ms); });
        e.advance(0ms);
        task.then(&context, [&](int) { ran = true; });
        for (int i = 0; i < 100; ++i)
            QVERIFY(task.isFinished() && task.info().isFinished() && task.isValid());
        QVERIFY(!ran);
    });
    check("R4: a blocking wait is refused at once on the GUI thread and on the engine thread", [] {
        EngineThreadFixture e;
        const auto task = e.submit([] { return valueAfter(1h); });
        QVERIFY_THROWS_EXCEPTION(Error, task.wait(1h));
        QCOMPARE(e.call([&](Engine &) {
            try {
                task.wait(1h);
            } catch (const Error &error) {
                return error.kind();
            }
            return ErrorKind::Internal;
        }), ErrorKind::Refused);
    });
    check("R4: off those threads a wait ends with the task, or with its limit", [] {
        EngineThreadFixture e;
        const auto soon = e.submit([] { return valueAfter(1ms); });
        const auto never = e.submit([] { return valueAfter(1h); });
        bool ended = false;
        bool endless = true;
        std::thread([&] {
            ended = soon.wait(10s);
            endless = never.wait(5ms);
        }).join();
        QVERIFY(ended);
        QVERIFY(!endless);
    });
    check("R5: deadlines fire on the real clock, never early and hardly late, though nobody waits", [] {
        EngineThreadFixture e;
        QObject context;
        std::vector<Task<int>> tasks;
        int told = 0;
        for (int i = 0; i < 100; ++i) {
            tasks.push_back(e.submit([] { return valueAfter(1h); }, withDeadline(std::chrono::milliseconds(10 + i))));
            tasks.back().then(&context, [](int) {}, [&](const Error &) { ++told; });
        }
        for (int i = 0; i < 500; ++i)
            e.submit([] { return valueAfter(1ms); });
        QTRY_COMPARE(told, 100);
        std::vector<Duration> late;
        for (const auto &task : tasks)
            late.push_back(*task.info().finishedAt - *task.info().deadline);
        std::sort(late.begin(), late.end());
        QVERIFY(late.front() >= Duration::zero());
        QVERIFY2(late.at(50) <= 50ms, "half of the deadlines fired more than 50 ms late");
    });
    check("R6: time is monotonic: a step of the wall clock changes nothing", [] {
        static_assert(Clock::is_steady && std::is_same_v<TimePoint, std::chrono::steady_clock::time_point>);
        LiveScheduler scheduler;
        const auto before = std::chrono::steady_clock::now();
        const auto now = scheduler.now();
        QVERIFY(before <= now && now <= std::chrono::steady_clock::now());
    });
    check("R9: after the end nothing of a task is kept", [] {
        ManualEngine e;
        std::vector<TaskId> ids;
        std::vector<std::weak_ptr<TaskRecord>> records;
        for (int i = 0; i < 1000; ++i) {
            const auto task = e.start([] { return valueAfter(1h); }, withDeadline(1ms));
            task.record()->observe();
            ids.push_back(task.id());
            records.push_back(task.record());
        }
        e.advance(1ms);
        QCOMPARE(e.engine.activeTasks(), 0);
        QVERIFY(e.engine.tasks().empty());
        QVERIFY(!e.engine.timers().next());
        QVERIFY(std::none_of(ids.begin(), ids.end(), [&](TaskId id) { return e.engine.find(id) != nullptr; }));
        QVERIFY(std::all_of(records.begin(), records.end(), [](const auto &record) { return record.expired(); }));
    });
    check("R37: dropping every handle leaves the task running to its end", [] {
        EngineThreadFixture e;
        std::atomic<bool> arrived{false};
        e.submit([&]() -> Op<void> {
            co_await sleep(5ms);
            arrived = true;
        });
        QTRY_VERIFY(arrived);
    });
}

void handlers()
{
    check("R11: handlers run once, in order, whether attached before or after the end, never inside then()", [] {
        ManualEngine e;
        QObject context;
        QList<int> order;
        const auto task = e.start([] { return valueAfter(1ms); });
        task.then(&context, [&](int) { order << 1; });
        task.then(&context, [&](int) { order << 2; });
        e.advance(1ms);
        task.then(&context, [&](int) { order << 3; });
        task.then(&context, [&](int) { order << 4; });
        QCOMPARE(order, (QList{1, 2}));
        e.advance(1ms);
        e.advance(1ms);
        QCOMPARE(order, (QList{1, 2, 3, 4}));
    });
    check("R12: handlers run in the owner's thread though another settles; a dead owner is not called", [] {
        EngineThreadFixture e;
        QObject owner;
        auto dead = std::make_unique<QObject>();
        std::thread::id ranIn;
        std::atomic<bool> called{false};
        const auto task = e.submit([] { return valueAfter(10ms); });
        const auto orphan = task.then(dead.get(), [&](int) { called = true; });
        task.then(&owner, [&](int) { ranIn = std::this_thread::get_id(); });
        dead.reset();
        QTRY_VERIFY(ranIn == std::this_thread::get_id());
        QTRY_VERIFY(orphan.isFinished());
        QVERIFY(!called);
    });
    check("R13: a handler that throws is logged with the task's number, and everybody else goes on", [] {
        const LogCatcher log;
        ManualEngine e;
        QObject context;
        bool other = false;
        const auto task = e.start([] { return valueAfter(1ms); });
        task.finally(&context, [](const TaskInfo &) { throw 1; });
        task.then(&context, [&](int) { other = true; });
        e.advance(1ms);
        QVERIFY(other);
        QCOMPARE(log.count(u"task %1: a handler threw"_qs.arg(task.id())), 1);
        QVERIFY(e.start([] { return valueAfter(0ms); }).isValid());
    });
    check("R14: a handler may start, cancel and end whatever it likes", [] {
        auto e = std::make_unique<ManualEngine>();
        QObject context;
        const auto victim = e->start([] { return valueAfter(1h); });
        Task<int> next;
        e->start([] { return valueAfter(1ms); }).then(&context, [&](int) {
            victim.cancel();
            next = e->start([] { return valueAfter(1ms, 2); });
            e->engine.cancelAll();
        });
        e->advance(1ms);
        QVERIFY(victim.isFinished());
        QCOMPARE(next.info().outcome, Outcome::Cancelled);
        const auto last = e->start([] { return valueAfter(1h); });
        last.then(&context, [](int) {});
        e.reset();
        QVERIFY(last.isFinished());
    });
    check("R15: no handler runs inside another one that makes a call", [] {
        ManualEngine e;
        QObject context;
        int depth = 0;
        int deepest = 0;
        int ran = 0;
        const auto task = e.start([] { return valueAfter(1ms); });
        for (int i = 0; i < 3; ++i) {
            task.then(&context, [&](int) {
                deepest = std::max(deepest, ++depth);
                e.start([] { return valueAfter(0ms); }).then(&context, [&](int) { deepest = std::max(deepest, depth + 1); });
                e.advance(0ms);
                --depth;
                ++ran;
            });
        }
        e.advance(1ms);
        QCOMPARE(ran, 3);
        QCOMPARE(deepest, 1);
    });
    check("R17: the device's timeout, the deadline, a broken link and a cancel are four different things", [] {
        ManualEngine e;
        const auto device = e.start([]() -> Op<void> { throw Error(ErrorKind::Device, u"timeout"_qs); co_return; });
        const auto deadline = e.start([] { return valueAfter(1h); }, withDeadline(0ms));
        const auto link = e.start([]() -> Op<void> { throw Error(ErrorKind::Disconnected, u"gone"_qs); co_return; });
        const auto cancelled = e.start([] { return valueAfter(1h); });
        cancelled.cancel();
        QCOMPARE(errorOf(device).kind(), ErrorKind::Device);
        QCOMPARE(errorOf(deadline).kind(), ErrorKind::Timeout);
        QCOMPARE(errorOf(link).kind(), ErrorKind::Disconnected);
        QCOMPARE(cancelled.info().outcome, Outcome::Cancelled);
        QVERIFY(!cancelled.record()->error());
    });
    check("R18: a failure that nobody observed is logged once, when the handle is released", [] {
        const LogCatcher log;
        ManualEngine e;
        {
            const auto task = e.start([] { return failAfter(0ms, u"nobody looked"_qs); });
            e.advance(0ms);
            QCOMPARE(log.lines().size(), 0);
        }
        QCOMPARE(log.count(u"failed unseen: nobody looked"_qs), 1);
    });
    check("R25: what one client submits begins in the order in which it was submitted", [] {
        EngineThreadFixture e;
        QList<int> order;
        Task<void> last;
        for (int i = 0; i < 1000; ++i) {
            last = e.submit([&order, i]() -> Op<void> {
                order << i;
                co_return;
            });
        }
        QTRY_VERIFY(last.isFinished());
        QCOMPARE(order.size(), 1000);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    });
    check("R26: while a long operation runs, everything else is answered at once", [] {
        EngineThreadFixture e;
        const auto longOne = e.submit([] { return valueAfter(10s); });
        const auto begun = Clock::now();
        const auto other = e.submit([] { return valueAfter(0ms); });
        QTRY_VERIFY(other.isFinished());
        longOne.cancel();
        QTRY_VERIFY(longOne.isFinished());
        QVERIFY(Clock::now() - begun < 2s);
    });
    check("R30: a receiver that falls behind loses the oldest progress, counted, and gets the latest and the result", [] {
        const LogCatcher log;
        Engine e;
        QObject context;
        QList<int> seen;
        bool ended = false;
        const auto flood = []() -> Op<void> {
            for (int i = 0; i < 10'000; ++i)
                report(Progress{-1, {}, i});
            co_return;
        };
        const auto task = e.run(u"flood"_qs, flood());
        task.then(&context, [&] { ended = true; }, nullptr, [&](const int &number) { seen << number; });
        while (!task.isFinished())
            e.drain();
        QCOMPARE(seen.size(), 0);
        QTRY_VERIFY(ended);
        QCOMPARE(seen.size(), static_cast<qsizetype>(ProgressQueue::limit));
        QCOMPARE(seen.last(), 9'999);
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(log.count(u"%1 progress messages were dropped"_qs.arg(10'000 - ProgressQueue::limit)), 1);
    });
}
} // namespace

class TestAcceptance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptance_data()
    {
        checkTable();
        handles();
        handlers();
    }
    void acceptance() { runCheck(); }
};

PODIUM_TEST_MAIN(TestAcceptance)
#include "tst_acceptance.moc"
