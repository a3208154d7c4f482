// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
void deadlines()
{
    check("D30, R5: at its deadline a task ends as Failed with Timeout, its stop first, though nobody looks", [] {
        ManualEngine e;
        Motion motion;
        const auto begun = e.engine.now();
        const auto task = e.start([&] { return motion.move(); }, withDeadline(2s), u"move x"_qs);
        e.advance(1999ms);
        QCOMPARE(task.info().state, TaskState::Running);
        e.advance(1s);
        QCOMPARE(motion.told(), u"stopping stopped unwound released"_qs);
        QCOMPARE(errorOf(task).kind(), ErrorKind::Timeout);
        QCOMPARE(task.info().error, u"move x did not end within its deadline of 2 s."_qs);
        QCOMPARE(task.info().reason, std::nullopt);
        QCOMPARE(task.info().stopConfirmed, true);
        QVERIFY(task.info().finishedAt == begun + 2050ms);
    });
    check("the message names what the task was waiting for", [] {
        ManualEngine e;
        const auto task = e.start(
            []() -> Op<void> {
                const WaitingFor name(u"the shutter"_qs);
                co_await sleep(1h);
            },
            withDeadline(500ms), u"open"_qs);
        e.advance(1s);
        QCOMPARE(errorOf(task).message(), u"open did not end within its deadline of 0.5 s; it was waiting for the shutter."_qs);
    });
    check("R7: a deadline of 0 has expired: the body never begins", [] {
        ManualEngine e;
        bool begun = false;
        const auto task = e.start(
            [&]() -> Op<void> {
                begun = true;
                co_return;
            },
            withDeadline(0ms));
        e.advance(0ms);
        QCOMPARE(errorOf(task).kind(), ErrorKind::Timeout);
        QVERIFY(!begun);
    });
    check("R7: a child with a deadline of 0 never begins either", [] {
        ManualEngine e;
        bool begun = false;
        const auto body = [&]() -> Op<void> {
            begun = true;
            co_return;
        };
        const auto task = e.start([&]() -> Op<void> { co_await within(Deadline::after(0ms), body()); });
        e.advance(0ms);
        QCOMPARE(errorOf(task).kind(), ErrorKind::Timeout);
        QVERIFY(!begun);
    });
    check("R7: a negative deadline is refused, naming the value and the way out", [] {
        try {
            Deadline::after(-5ms);
            QFAIL("accepted");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::Refused);
            QCOMPARE(error.message(), u"A deadline of -5 ms lies in the past; use 0 or more, or none."_qs);
        }
    });
    check("R7: none must be said, and lasts", [] {
        ManualEngine e;
        QVERIFY(Deadline::none().isNone() && !Deadline::after(1h).isNone());
        const auto task = e.start([] { return valueAfter(24h * 365, 1); });
        e.advance(24h * 365);
        QVERIFY(task.info().succeeded());
    });
    check("R7: a deadline may be moved out, in and away while the task runs", [] {
        ManualEngine e;
        const auto out = e.start([] { return valueAfter(3s); }, withDeadline(1s));
        const auto in = e.start([] { return valueAfter(3s); }, withDeadline(10s));
        const auto away = e.start([] { return valueAfter(3s); }, withDeadline(1s));
        QVERIFY(out.setDeadline(Deadline::after(5s)));
        QVERIFY(in.setDeadline(Deadline::after(100ms)));
        QVERIFY(away.setDeadline(Deadline::none()));
        QVERIFY(out.info().deadline == e.engine.now() + 5s);
        QCOMPARE(away.info().deadline, std::nullopt);
        e.advance(100ms);
        QCOMPARE(errorOf(in).kind(), ErrorKind::Timeout);
        e.advance(5s);
        QVERIFY(out.info().succeeded());
        QVERIFY(away.info().succeeded());
    });
    check("R7: a deadline set to 0 ends a running task now", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(3s); });
        QVERIFY(task.setDeadline(Deadline::after(0ms)));
        QCOMPARE(errorOf(task).kind(), ErrorKind::Timeout);
    });
    check("R7: a deadline is refused once the task has settled", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1ms); });
        e.advance(1ms);
        QVERIFY(!task.setDeadline(Deadline::after(1s)));
    });
    check("a deadline beyond all time is none", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1h); }, withDeadline(Duration::max()));
        e.advance(2h);
        QVERIFY(task.info().succeeded());
    });
    check("a task that ends in time leaves no timer behind", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1ms); }, withDeadline(1h));
        e.advance(1ms);
        QVERIFY(task.isFinished());
        QVERIFY(!e.engine.timers().next());
    });
    check("within() ends the inner operation, its stop first, and the outer one goes on", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&]() -> Op<int> {
            bool late = false;
            try {
                co_await within(Deadline::after(50ms), motion.move(), u"move"_qs);
            } catch (const Error &error) {
                late = error.kind() == ErrorKind::Timeout;
            }
            motion.log << (late ? u"late"_qs : u"in time"_qs);
            co_return co_await valueAfter(10ms, 5);
        });
        e.advance(1s);
        QCOMPARE(task.result(), 5);
        QCOMPARE(motion.told(), u"stopping stopped unwound released late"_qs);
    });
    check("an error while the task expires becomes the cause of its Timeout", [] {
        ManualEngine e;
        const auto task = e.start(
            []() -> Op<void> {
                try {
                    co_await sleep(1h);
                } catch (const Cancelled &) {
                    throw Error(ErrorKind::Device, u"jammed"_qs);
                }
            },
            withDeadline(1s));
        e.advance(1s);
        QCOMPARE(task.info().errorKind, ErrorKind::Timeout);
        QCOMPARE(errorOf(task).chain().last(), u"jammed"_qs);
    });
    check("a deadline that falls due while the task is being cancelled changes nothing", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&] { return motion.move(); }, withDeadline(20ms));
        task.cancel();
        e.advance(1s);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
}

void pauses()
{
    const auto steps = [](int *count) -> Op<void> {
        declarePausable();
        for (;; ++*count) {
            co_await sleep(10ms);
            co_await pausePoint();
        }
    };
    check("a pause takes hold at the next safe point, and the task goes on after it", [steps] {
        ManualEngine e;
        int count = 0;
        const auto task = e.start([&] { return steps(&count); });
        e.advance(25ms);
        QVERIFY(task.info().pausable);
        QVERIFY(e.engine.setPaused(task.id(), true));
        QCOMPARE(task.info().state, TaskState::Running);
        QVERIFY(task.info().pauseRequested);
        e.advance(1s);
        QCOMPARE(task.info().state, TaskState::Paused);
        QCOMPARE(count, 2);
        e.engine.setPaused(task.id(), false);
        e.engine.setPaused(task.id(), false);
        QCOMPARE(task.info().state, TaskState::Running);
        e.advance(10ms);
        QCOMPARE(count, 4);
        task.cancel();
    });
    check("a cancel releases a paused task", [steps] {
        ManualEngine e;
        int count = 0;
        const auto task = e.start([&] { return steps(&count); });
        e.engine.setPaused(task.id(), true);
        e.advance(1s);
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QVERIFY(!e.engine.setPaused(task.id(), false));
    });
    check("children pause with their parent, and one that was paused itself stays so", [steps] {
        ManualEngine e;
        int first = 0;
        int second = 0;
        TaskId secondId = 0;
        const auto parent = e.start([&]() -> Op<void> {
            (void)spawn(u"first"_qs, steps(&first));
            secondId = spawn(u"second"_qs, steps(&second)).id();
            co_await join();
        });
        e.engine.setPaused(secondId, true);
        e.engine.setPaused(parent.id(), true);
        e.advance(1s);
        QCOMPARE(first + second, 0);
        e.engine.setPaused(parent.id(), false);
        e.advance(100ms);
        QVERIFY(first > 5);
        QCOMPARE(second, 0);
        parent.cancel();
        QVERIFY(parent.isFinished());
    });
}
} // namespace

class TestTaskDeadline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deadline_data()
    {
        checkTable();
        deadlines();
        pauses();
    }
    void deadline() { runCheck(); }
};

PODIUM_TEST_MAIN(TestTaskDeadline)
#include "tst_taskdeadline.moc"
