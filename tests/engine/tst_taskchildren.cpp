// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
void joining()
{
    check("join() waits for all children", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> {
            const auto a = spawn(u"a"_qs, valueAfter(20ms, 1));
            const auto b = spawn(u"b"_qs, valueAfter(10ms, 2));
            co_await join();
            co_return a.result() + b.result();
        });
        e.advance(20ms);
        QCOMPARE(task.result(), 3);
    });
    check("a failing child cancels its siblings, and join() throws its error", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&]() -> Op<void> {
            (void)spawn(u"move"_qs, motion.move());
            (void)spawn(u"bad"_qs, failAfter(20ms));
            co_await join();
        });
        e.advance(20ms);
        QCOMPARE(motion.told(), u"stopping"_qs);
        e.advance(50ms);
        QCOMPARE(errorOf(task).message(), u"the device said no"_qs);
        QCOMPARE(motion.told(), u"stopping stopped unwound released"_qs);
    });
    check("a child is started by who started its parent, unless it says otherwise", [] {
        ManualEngine e;
        TaskOptions options;
        options.startedBy = u"anna"_qs;
        std::vector<Task<void>> children;
        const auto task = e.start(
            [&]() -> Op<void> {
                TaskOptions other;
                other.startedBy = u"script"_qs;
                children = {spawn(u"a"_qs, wait(1s)), spawn(u"b"_qs, wait(1s), other)};
                co_await join();
            },
            options);
        QCOMPARE(children.at(0).info().startedBy, u"anna"_qs);
        QCOMPARE(children.at(1).info().startedBy, u"script"_qs);
        e.advance(1s);
        QVERIFY(task.info().succeeded());
    });
    check("a parent that has nothing more to do ends after its children", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> {
            (void)spawn(u"child"_qs, wait(1s));
            co_return 4;
        });
        QCOMPARE(task.info().state, TaskState::Running);
        e.advance(1s);
        QCOMPARE(task.result(), 4);
    });
    check("a child that fails unawaited fails its parent, and ends its siblings", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<void> {
            (void)spawn(u"bad"_qs, failAfter(10ms));
            (void)spawn(u"long"_qs, wait(1h));
            co_return;
        });
        e.advance(10ms);
        QCOMPARE(errorOf(task).message(), u"the device said no"_qs);
    });
    check("a failure that the parent awaited and caught is over", [] {
        ManualEngine e;
        int caught = 0;
        const auto task = e.start([&]() -> Op<int> {
            const auto early = spawn(u"early"_qs, failAfter(5ms));
            const auto late = spawn(u"late"_qs, failAfter(20ms));
            co_await sleep(10ms);
            for (const auto &child : {early, late}) {
                try {
                    co_await child;
                } catch (const Error &) {
                    ++caught;
                }
            }
            co_return caught;
        });
        e.advance(1s);
        QCOMPARE(task.result(), 2);
    });
    check("of several failures the first is thrown and the others reach the log", [] {
        const LogCatcher log;
        ManualEngine e;
        const auto jams = []() -> Op<void> {
            try {
                co_await sleep(1h);
            } catch (const Cancelled &) {
                throw Error(ErrorKind::Device, u"second"_qs);
            }
        };
        {
            const auto task = e.start([&]() -> Op<void> {
                (void)spawn(u"one"_qs, failAfter(5ms, u"first"_qs));
                (void)spawn(u"two"_qs, jams());
                co_await join();
            });
            e.advance(5ms);
            QCOMPARE(errorOf(task).message(), u"first"_qs);
        }
        QCOMPARE(log.lines(), QStringList{u"two: failed unseen: second"_qs});
    });
}

void cancelling()
{
    check("a cancel reaches children and their children", [] {
        ManualEngine e;
        std::vector<CancelReason> reasons;
        const auto leaf = [&]() -> Op<void> {
            try {
                co_await sleep(1h);
            } catch (const Cancelled &cancelled) {
                reasons.push_back(cancelled.reason);
                throw;
            }
        };
        const auto middle = [&]() -> Op<void> { co_await spawn(u"leaf"_qs, leaf()); };
        const auto task = e.start([&]() -> Op<void> { co_await spawn(u"middle"_qs, middle()); });
        task.cancel();
        QCOMPARE(task.info().reason, CancelReason::User);
        const auto stopped = e.start([&]() -> Op<void> { co_await spawn(u"middle"_qs, middle()); });
        e.engine.cancelAll(CancelReason::Stopped);
        QVERIFY(stopped.isFinished());
        QVERIFY((reasons == std::vector{CancelReason::Parent, CancelReason::Stopped}));
    });
    check("a child that somebody else cancels ends its parent with that reason, for the work was not done", [] {
        ManualEngine e;
        bool wentOn = false;
        TaskId child = 0;
        const auto task = e.start([&]() -> Op<void> {
            child = spawn(u"move"_qs, wait(1h)).id();
            (void)spawn(u"other"_qs, wait(1h));
            co_await join();
            wentOn = true;
        });
        e.engine.cancel(child, CancelReason::Stopped);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().reason, CancelReason::Stopped);
        QVERIFY(!wentOn);
    });
    check("a parent may cancel its own child and go on", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> {
            const auto monitor = spawn(u"monitor"_qs, wait(1h));
            co_await sleep(10ms);
            monitor.cancel();
            co_await join();
            co_return 8;
        });
        e.advance(10ms);
        QCOMPARE(task.result(), 8);
    });
    check("a child that is spawned while the parent is being cancelled never begins", [] {
        ManualEngine e;
        bool begun = false;
        const auto child = [&]() -> Op<void> {
            begun = true;
            co_return;
        };
        const auto task = e.start([&]() -> Op<void> {
            try {
                co_await sleep(1h);
            } catch (const Cancelled &) {
                (void)spawn(u"late"_qs, child());
                throw;
            }
        });
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QVERIFY(!begun);
    });
    check("cancel of a queued child never begins its body", [] {
        ManualEngine e;
        bool begun = false;
        const auto child = [&]() -> Op<void> {
            begun = true;
            co_return;
        };
        const auto task = e.start([&]() -> Op<void> {
            spawn(u"child"_qs, child()).cancel();
            co_await join();
        });
        QVERIFY(task.info().succeeded());
        QVERIFY(!begun);
    });
    check("who waits for somebody else's task may be cancelled, and the task runs on", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(20ms, 6); });
        const auto waiting = e.start([&]() -> Op<int> { co_return co_await task; });
        const auto other = e.start([&]() -> Op<int> { co_return co_await task; });
        waiting.cancel();
        QVERIFY(waiting.isFinished());
        e.advance(20ms);
        QCOMPARE(other.result(), 6);
    });
    check("who waits for a task that is cancelled is cancelled with its reason", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1h); });
        const auto waiting = e.start([&]() -> Op<int> { co_return co_await task; });
        task.cancel(CancelReason::Stopped);
        QCOMPARE(waiting.info().outcome, Outcome::Cancelled);
        QCOMPARE(waiting.info().reason, CancelReason::Stopped);
    });
    check("a task that waits for its own parent fails as a deadlock, at once", [] {
        ManualEngine e;
        Task<void> parent;
        const auto child = [&]() -> Op<void> { co_await parent; };
        const auto body = [&]() -> Op<void> {
            co_await sleep(1ms);
            co_await spawn(u"child"_qs, child());
        };
        parent = e.start([&] { return body(); }, {}, u"scan"_qs);
        e.advance(1ms);
        QCOMPARE(errorOf(parent).kind(), ErrorKind::Deadlock);
        QCOMPARE(parent.info().error, u"scan waits for itself to end, so it never would."_qs);
    });
}
} // namespace

class TestTaskChildren : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void children_data()
    {
        checkTable();
        joining();
        cancelling();
    }
    void children() { runCheck(); }
};

PODIUM_TEST_MAIN(TestTaskChildren)
#include "tst_taskchildren.moc"
