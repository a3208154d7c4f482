// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockwait.h"
#include "engine/tasks/combine.h"
#include "engine/tasks/job.h"
#include "tests/engine/operationrack.h"
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

// Concert's acceptance behaviours 18 and 35 to 46: tasks and their cancelling.
// Without a row: 47, 48 (streams and queue feeders; the hub's Latest and Lossless are in tst_hubfeeds).
namespace
{
void running()
{
    check("18: an operation told to wait for another starts only after that one is done", [] {
        ManualEngine e;
        QStringList log;
        std::vector<Task<void>> chain;
        for (int i = 0; i < 3; ++i)
            chain.push_back(e.start([&, i]() -> Op<void> {
                if (i > 0)
                    co_await chain[static_cast<std::size_t>(i - 1)];
                log << QString::number(i) + u'+';
                co_await sleep(10ms);
                log << QString::number(i) + u'-';
            }));
        e.advance(1s);
        QCOMPARE(log.join(u' '), QStringLiteral("0+ 0- 1+ 1- 2+ 2-"));
    });
    check("35: starting gives a handle at once, and the work goes on without being waited for", [] {
        Rack rack;
        const auto task = rack.move(rack.quantity(1, "mm"), MoveKind::Absolute);
        QVERIFY(task.isValid() && !task.isFinished());
        const std::vector handles{task, task}; // a handle is shared, never a second start
        rack.advance(1s);
        for (const auto &handle : handles)
            QVERIFY(handle.info().succeeded());
        QCOMPARE(rack.device.sent, QStringList{QStringLiteral("position 1.000 mm")});
    });
    check("36: waiting for many ends when all are done", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> {
            std::vector<Task<int>> all;
            for (int i = 1; i <= 3; ++i)
                all.push_back(spawn(u"part"_qs, valueAfter(i * 10ms, i)));
            int sum = 0;
            for (const int value : co_await allOf(all))
                sum += value;
            co_return sum;
        });
        e.advance(29ms);
        QVERIFY(!task.isFinished());
        e.advance(1ms);
        QCOMPARE(task.result(), 6);
    });
    check("37: what goes wrong in the work reaches whoever waits", [] {
        ManualEngine e;
        QString seen;
        const auto task = e.start([&]() -> Op<void> {
            try {
                co_await spawn(u"part"_qs, failAfter(5ms));
            } catch (const Error &error) {
                seen = error.message();
            }
        });
        e.advance(10ms);
        QCOMPARE(seen, u"the device said no"_qs);
        QVERIFY(task.isFinished());
    });
    check("44: standby before, running meanwhile, then how it ended: success, error, cancelled", [] {
        ManualEngine e;
        const auto good = e.start([] { return wait(5ms); });
        const auto bad = e.start([] { return failAfter(5ms); });
        const auto ended = e.start([] { return wait(5ms); });
        QCOMPARE(good.info().state, TaskState::Running);
        QVERIFY(!good.info().outcome);
        ended.cancel();
        e.advance(10ms);
        QCOMPARE(good.info().outcome, Outcome::Succeeded);
        QCOMPARE(errorOf(bad).kind(), ErrorKind::Device);
        QCOMPARE(bad.info().outcome, Outcome::Failed);
        QCOMPARE(ended.info().outcome, Outcome::Cancelled);
    });
    check("45: blocking work is moved to a worker and gives its result", [] {
        Engine e;
        const auto here = std::this_thread::get_id();
        const auto task = runFunction(e, u"work"_qs, [here] { return std::this_thread::get_id() != here ? 42 : 0; });
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result(), 42);
    });
    check("46: waiting for a condition ends when it is true, and fails at its deadline", [] {
        ManualEngine e;
        QObject thing;
        const auto named = [&]() -> Op<void> {
            co_await until(&thing, &QObject::objectNameChanged, [&] { return thing.objectName() == u"ready"_qs; });
        };
        const auto comes = e.start(named, withDeadline(1s));
        thing.setObjectName(u"busy"_qs);
        e.advance(10ms);
        QVERIFY(!comes.isFinished());
        thing.setObjectName(u"ready"_qs);
        e.advance(0ms);
        QVERIFY(comes.info().succeeded());
        thing.setObjectName({});
        const auto never = e.start(named, withDeadline(1s));
        e.advance(1s);
        QCOMPARE(errorOf(never).kind(), ErrorKind::Timeout);
    });
}

void cancelling()
{
    check("38: cancel-all cancels a task that has not yet begun", [] {
        Engine e;
        bool ran = false;
        const auto body = [&]() -> Op<void> {
            ran = true;
            co_return;
        };
        const auto task = e.run(u"t"_qs, body());
        e.cancelAll();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QVERIFY(!ran);
    });
    check("39: cancel-all cancels what runs, and each gets the chance to clean up", [] {
        ManualEngine e;
        Motion first;
        Motion second;
        const auto a = e.start([&] { return first.move(); });
        const auto b = e.start([&] { return second.move(); });
        e.engine.cancelAll();
        e.advance(1s);
        for (const auto *motion : {&first, &second})
            QCOMPARE(motion->told(), u"stopping stopped unwound released"_qs);
        QVERIFY(a.info().outcome == Outcome::Cancelled && b.info().outcome == Outcome::Cancelled);
    });
    check("39: 1,000 tasks cancelled at once: each stops what it moved once and ends once, and no lock is left", [] {
        ManualEngine e;
        LockTable table(e.engine);
        std::vector<std::unique_ptr<Lockable>> lockables;
        std::map<TaskId, int> ends;
        int stopped = 0;
        QObject::connect(&e.engine, &Engine::taskFinished, &e.engine, [&](const TaskInfo &info) { ends[info.id] += info.parent == 0 ? 1 : 0; });
        const auto body = [&stopped](Lockable *lockable) -> Op<void> {
            const auto guard = co_await lock({lockable}, u"moving"_qs);
            const OnCancel halt([&stopped]() -> Op<void> {
                co_await sleep(5ms);
                ++stopped;
            });
            co_await sleep(1h);
        };
        for (std::size_t i = 0; i < 1000; ++i) {
            lockables.push_back(std::make_unique<Lockable>(table, QString::number(i))); // two for each lock: one holds, one waits
            e.engine.run(u"move"_qs, body(lockables[i / 2 * 2].get()));
        }
        e.engine.cancelAll();
        e.advance(10ms);
        QCOMPARE(stopped, 500); // those that waited for a lock had moved nothing
        QCOMPARE(std::count_if(ends.begin(), ends.end(), [](const auto &end) { return end.second == 1; }), 1000);
        QVERIFY(std::none_of(ends.begin(), ends.end(), [](const auto &end) { return end.second > 1; }));
        QVERIFY(table.locks().empty() && e.engine.activeTasks() == 0);
    });
    check("40: while STOP ALL is latched nothing more happens; after reset new work runs", [] {
        Rack rack;
        const auto running = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
        rack.advance(100ms);
        rack.stops.stopAll(u"tester"_qs);
        rack.advance(1s);
        QCOMPARE(running.info().reason, CancelReason::Stopped);
        QCOMPARE(kinds(rack.move(rack.quantity(2, "mm"), MoveKind::Absolute)), QList{RefusalKind::Latched});
        rack.stops.reset(u"tester"_qs);
        const auto fresh = rack.move(rack.quantity(2, "mm"), MoveKind::Absolute);
        rack.advance(2s);
        QVERIFY(fresh.info().succeeded());
    });
    check("41: the engine's own services survive a cancel-all", [] {
        ManualEngine e;
        TaskOptions service;
        service.service = true;
        const auto watcher = e.start([] { return wait(1h); }, service);
        const auto work = e.start([] { return wait(1h); });
        e.engine.cancelAll();
        QVERIFY(work.isFinished() && !watcher.isFinished());
        watcher.cancel();
    });
    check("42: a cancel calls the operation's stop action", [] {
        Rack rack;
        const auto task = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
        rack.advance(100ms);
        task.cancel();
        rack.advance(1s);
        QVERIFY(rack.device.sent.contains(u"stop"_qs));
        QCOMPARE(task.info().stopConfirmed, std::optional(true));
    });
    check("43: work that is cancelled in the midst of a sleep unwinds at once", [] {
        ManualEngine e;
        QStringList log;
        const auto body = [&]() -> Op<void> {
            const Leaves leaves(&log, u"handled"_qs);
            co_await sleep(1h);
        };
        const auto task = e.start(body);
        e.advance(1min);
        task.cancel();
        QCOMPARE(log, QStringList{u"handled"_qs});
        QVERIFY(task.isFinished());
    });
}
} // namespace

class TestConcertTasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaviour_data()
    {
        checkTable();
        running();
        cancelling();
    }
    void behaviour() { runCheck(); }
};

PODIUM_TEST_MAIN(TestConcertTasks)
#include "tst_concerttasks.moc"
