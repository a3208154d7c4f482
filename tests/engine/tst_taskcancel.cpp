// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
void order()
{
    check("a cancel stops first, then unwinds, then releases, then is told", [] {
        ManualEngine e;
        Motion motion;
        QObject context;
        const auto task = e.start([&] { return motion.move(); });
        task.finally(&context, [&](const TaskInfo &) { motion.log << u"told"_qs; });
        task.cancel();
        QCOMPARE(task.info().state, TaskState::Cancelling);
        e.advance(49ms);
        QCOMPARE(motion.told(), u"stopping"_qs);
        e.advance(1ms);
        QCOMPARE(motion.told(), u"stopping stopped unwound released told"_qs);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().stopConfirmed, true);
    });
    check("where nothing has to be stopped, nothing is said about a stop", [] {
        ManualEngine e;
        const auto task = e.start([] { return wait(1h); });
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().stopConfirmed, std::nullopt);
    });
    check("all stop actions of a tree start at once, the newest of a task first", [] {
        ManualEngine e;
        QStringList log;
        const auto stop = [&log](QString name) -> Op<void> {
            log << name;
            co_await sleep(10ms);
        };
        const auto child = [&]() -> Op<void> {
            const OnCancel guard([&] { return stop(u"child"_qs); });
            co_await sleep(1h);
        };
        const auto task = e.start([&]() -> Op<void> {
            const OnCancel first([&] { return stop(u"first"_qs); });
            const OnCancel second([&] { return stop(u"second"_qs); });
            co_await spawn(u"child"_qs, child());
        });
        task.cancel();
        QCOMPARE(log, (QStringList{u"child"_qs, u"second"_qs, u"first"_qs}));
        e.advance(10ms);
        QVERIFY(task.isFinished());
    });
    check("a parent ends after its children, and says whether their stops were confirmed", [] {
        ManualEngine e;
        Motion motion;
        motion.stopFails = true;
        const auto parent = e.start([&]() -> Op<void> { co_await spawn(u"move"_qs, motion.move()); });
        parent.cancel();
        e.advance(49ms);
        QCOMPARE(parent.info().state, TaskState::Cancelling);
        e.advance(1ms);
        QCOMPARE(parent.info().outcome, Outcome::Cancelled);
        QCOMPARE(parent.info().stopConfirmed, false);
        QCOMPARE(parent.info().error, u"the stop was refused"_qs);
    });
    check("a stop is resumed before everything else that is ready", [] {
        ManualEngine e;
        QStringList log;
        const auto busy = [&log]() -> Op<void> {
            co_await sleep(1ms);
            log << u"busy"_qs;
        };
        const auto task = e.start([&]() -> Op<void> {
            const OnCancel guard([&]() -> Op<void> {
                log << u"stop"_qs;
                co_return;
            });
            co_await sleep(1h);
        });
        const auto canceller = e.start([&]() -> Op<void> {
            for (int i = 0; i < 3; ++i)
                (void)spawn(u"busy"_qs, busy());
            co_await sleep(1ms);
            task.cancel();
        });
        e.advance(1ms);
        QCOMPARE(log.first(), u"stop"_qs);
    });
    check("what the body waited for and got during the stop is not acted upon", [] {
        ManualEngine e;
        QStringList log;
        const auto task = e.start([&]() -> Op<void> {
            const OnCancel guard([] { return wait(50ms); });
            co_await sleep(10ms);
            log << u"went on"_qs;
        });
        task.cancel();
        e.advance(40ms);
        QVERIFY(!task.isFinished());
        e.advance(10ms);
        QVERIFY(task.isFinished());
        QCOMPARE(log, QStringList());
    });
}

void failures()
{
    check("a stop that fails is told, and the cancel goes on", [] {
        ManualEngine e;
        Motion motion;
        motion.stopFails = true;
        QSignalSpy failed(&e.engine, &Engine::stopFailed);
        const auto task = e.start([&] { return motion.move(); });
        task.cancel();
        e.advance(1s);
        QCOMPARE(motion.told(), u"stopping unwound released"_qs);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().stopConfirmed, false);
        QCOMPARE(task.info().error, u"the stop was refused"_qs);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(1).toString(), u"the stop was refused"_qs);
    });
    check("a stop that does not end is given up at its deadline", [] {
        ManualEngine e;
        e.engine.setStopDeadline(2s);
        Motion motion;
        motion.stopTakes = 1h;
        const auto task = e.start([&] { return motion.move(); }, {}, u"move"_qs);
        task.cancel();
        e.advance(1999ms);
        QCOMPARE(task.info().state, TaskState::Cancelling);
        e.advance(1ms);
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().stopConfirmed, false);
        QCOMPARE(task.info().error, u"stop of move did not end within its deadline of 2 s."_qs);
    });
    check("a stop whose own children do not end is given up just as well", [] {
        ManualEngine e;
        const auto task = e.start([&]() -> Op<void> {
            const OnCancel guard([]() -> Op<void> {
                (void)spawn(u"x"_qs, wait(1h));
                co_await join();
            });
            co_await sleep(1h);
        });
        task.cancel();
        e.advance(e.engine.stopDeadline());
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().stopConfirmed, false);
    });
    check("a stop action that throws before it is an operation counts as failed", [] {
        ManualEngine e;
        const auto task = e.start([&]() -> Op<void> {
            const OnCancel guard([]() -> Op<void> { throw std::runtime_error("no motor"); });
            co_await sleep(1h);
        });
        task.cancel();
        QCOMPARE(task.info().stopConfirmed, false);
        QCOMPARE(task.info().error, u"no motor"_qs);
    });
    check("a running stop is shielded from every further cancel", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&] { return motion.move(); });
        task.cancel();
        task.cancel(CancelReason::Shutdown);
        e.engine.cancelAll(CancelReason::Stopped);
        e.advance(1s);
        QCOMPARE(motion.told(), u"stopping stopped unwound released"_qs);
        QCOMPARE(task.info().reason, CancelReason::User);
    });
}

void scopes()
{
    check("an exception that leaves the guard's scope starts the stop, and the task ends after it", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&]() -> Op<void> {
            const OnCancel guard([&] { return motion.stop(); });
            co_await failAfter(10ms);
        });
        e.advance(59ms);
        QVERIFY(!task.isFinished());
        e.advance(1ms);
        QCOMPARE(errorOf(task).message(), u"the device said no"_qs);
        QCOMPARE(task.info().stopConfirmed, true);
        QCOMPARE(motion.told(), u"stopping stopped"_qs);
    });
    check("leaving the scope in peace starts no stop", [] {
        ManualEngine e;
        Motion motion;
        const auto task = e.start([&] { return motion.move(10ms); });
        e.advance(10ms);
        QCOMPARE(motion.told(), u"arrived unwound released"_qs);
        QCOMPARE(task.info().stopConfirmed, std::nullopt);
    });
    check("who catches the exception goes on only after the stop", [] {
        ManualEngine e;
        Motion motion;
        const auto inner = [&motion]() -> Op<void> {
            const OnCancel guard([&motion] { return motion.stop(); });
            co_await failAfter(10ms);
        };
        const auto task = e.start([&]() -> Op<void> {
            try {
                co_await inner();
            } catch (const Error &) {
                motion.log << u"caught"_qs;
            }
            co_await yield();
            motion.log << u"again"_qs;
        });
        e.advance(1s);
        QVERIFY(task.info().succeeded());
        QCOMPARE(motion.told(), u"caught stopping stopped again"_qs);
    });
    check("a stop action may be a lambda that keeps what it needs", [] {
        ManualEngine e;
        QString told;
        const auto inner = [&told]() -> Op<void> {
            const OnCancel guard([&told, name = u"a name too long for any small buffer"_qs]() -> Op<void> {
                co_await sleep(10ms);
                told = name;
            });
            co_await failAfter(10ms);
        };
        const auto task = e.start([&]() -> Op<void> { co_await inner(); });
        e.advance(1s);
        QCOMPARE(errorOf(task).kind(), ErrorKind::Device);
        QCOMPARE(told, u"a name too long for any small buffer"_qs);
    });
    check("catching std::exception does not swallow a cancel", [] {
        ManualEngine e;
        int rounds = 0;
        const auto task = e.start([&]() -> Op<void> {
            for (; rounds < 3; ++rounds) {
                try {
                    co_await sleep(1s);
                } catch (const std::exception &) {
                    // swallowed: that is the test
                }
            }
        });
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(rounds, 0);
    });
    check("a body that swallows the cancel all the same is no success", [] {
        ManualEngine e;
        const auto task = e.start([&]() -> Op<int> {
            try {
                co_await sleep(1s);
            } catch (...) {
                // swallowed: that is the test
            }
            co_return 1;
        });
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("a body that ends before it meets the cancel has succeeded", [] {
        ManualEngine e;
        const auto task = e.start([&]() -> Op<int> {
            currentTask()->requestCancel(CancelReason::User);
            co_return 1;
        });
        QCOMPARE(task.result(), 1);
    });
}
} // namespace

class TestTaskCancel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancel_data()
    {
        checkTable();
        order();
        failures();
        scopes();
    }
    void cancel() { runCheck(); }
};

PODIUM_TEST_MAIN(TestTaskCancel)
#include "tst_taskcancel.moc"
