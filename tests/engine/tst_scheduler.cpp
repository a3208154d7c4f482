// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <QEventLoop>

using namespace podium::tests;

namespace
{
void virtualTime()
{
    check("D29: Immediate runs a call to its end inside the call, in virtual time", [] {
        Engine e(std::make_unique<ImmediateScheduler>());
        const auto real = Clock::now();
        const auto begun = e.now();
        const auto task = e.run(u"t"_qs, valueAfter(30min, 4));
        QCOMPARE(task.result(), 4);
        QVERIFY(e.now() - begun == 30min);
        QVERIFY(Clock::now() - real < 1min);
    });
    check("D29: Immediate gives up what waits longer than a day, and leaves it pending", [] {
        Engine e(std::make_unique<ImmediateScheduler>());
        const auto task = e.run(u"t"_qs, valueAfter(48h));
        QVERIFY(!task.isFinished());
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("D29: Immediate is deterministic: operations meet in the order of their times", [] {
        Engine e(std::make_unique<ImmediateScheduler>());
        QStringList log;
        const auto step = [&log](Duration time, QString name) -> Op<void> {
            co_await sleep(time);
            log << name;
        };
        const auto body = [&]() -> Op<void> {
            (void)spawn(u"c"_qs, step(30ms, u"c"_qs));
            (void)spawn(u"a"_qs, step(10ms, u"a"_qs));
            (void)spawn(u"b"_qs, step(10ms, u"b"_qs));
            co_await join();
        };
        QVERIFY(e.run(u"t"_qs, body()).info().succeeded());
        QCOMPARE(log, (QStringList{u"a"_qs, u"b"_qs, u"c"_qs}));
    });
    check("D29: Immediate obeys a cancel from another thread through the event loop", [] {
        Engine e(std::make_unique<ImmediateScheduler>());
        QObject sender;
        const auto body = [&]() -> Op<void> {
            co_await until(&sender, &QObject::objectNameChanged, [] { return false; });
        };
        const auto task = e.run(u"t"_qs, body());
        std::thread([task] { task.cancel(); }).join();
        QTRY_COMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("D29: Manual moves its clock only when told, and fires what falls due on the way in order", [] {
        ManualEngine e;
        QStringList log;
        const auto begun = e.engine.now();
        const auto step = [&](Duration time) -> Op<void> {
            co_await sleep(time);
            log << QString::number(std::chrono::duration_cast<std::chrono::milliseconds>(e.engine.now() - begun).count());
        };
        const auto late = e.start([&] { return step(20ms); });
        const auto early = e.start([&] { return step(10ms); });
        QVERIFY(e.engine.now() == begun);
        e.advance(19ms);
        QVERIFY(early.isFinished() && !late.isFinished());
        e.advance(1ms);
        QCOMPARE(log, (QStringList{u"10"_qs, u"20"_qs}));
    });
    check("D29: Manual runs what is ready inside every call, a cancel by handle too", [] {
        ManualEngine e;
        const auto task = e.start([] { return wait(1h); });
        QCOMPARE(task.info().state, TaskState::Running);
        task.cancel();
        QVERIFY(task.isFinished());
    });
    check("yield() lets everything else go first", [] {
        ManualEngine e;
        QStringList log;
        const auto polite = [&log]() -> Op<void> {
            co_await yield();
            log << u"polite"_qs;
        };
        const auto other = [&log]() -> Op<void> {
            log << u"other"_qs;
            co_return;
        };
        const auto task = e.start([&]() -> Op<void> {
            (void)spawn(u"polite"_qs, polite());
            (void)spawn(u"other"_qs, other());
            co_await join();
        });
        e.advance(0ms);
        QCOMPARE(log, (QStringList{u"other"_qs, u"polite"_qs}));
    });
}

void live()
{
    check("D29: Live starts a body later, never inside the call", [] {
        Engine e;
        const auto task = e.run(u"t"_qs, valueAfter(0ms, 3));
        QCOMPARE(task.info().state, TaskState::Queued);
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result(), 3);
    });
    check("Live never sleeps less than asked", [] {
        Engine e;
        const auto body = []() -> Op<bool> {
            bool everEarly = false;
            for (int i = 0; i < 20; ++i) {
                const auto begun = Clock::now();
                co_await sleep(std::chrono::microseconds(100 * i));
                everEarly |= Clock::now() - begun < std::chrono::microseconds(100 * i);
            }
            co_return everEarly;
        };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(task.isFinished());
        QVERIFY(!task.result());
    });
    check("Live works in slices: an endless crowd of ready operations does not hold up the event loop", [] {
        Engine e;
        bool stop = false;
        const auto busy = [&stop]() -> Op<void> {
            while (!stop)
                co_await yield();
        };
        std::vector<Task<void>> tasks;
        for (int i = 0; i < 200; ++i)
            tasks.push_back(e.run(u"busy"_qs, busy()));
        int turns = 0;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, [&] { ++turns; });
        timer.start(1ms);
        QTRY_VERIFY(turns >= 20);
        stop = true;
        for (const auto &task : tasks)
            QTRY_VERIFY(task.info().succeeded());
    });
    check("an urgent call gets through between any two resumptions, before what was posted", [] {
        Engine e;
        QStringList log;
        const auto step = [&log]() -> Op<void> {
            log << u"step"_qs;
            co_return;
        };
        const auto first = [&]() -> Op<void> {
            std::thread([&] {
                e.gate()->post([&] { log << u"posted"_qs; });
                e.gate()->postUrgent([&] { log << u"urgent"_qs; });
            }).join();
            co_return;
        };
        e.run(u"first"_qs, first());
        const auto last = e.run(u"second"_qs, step());
        QTRY_COMPARE(log.size(), 3); // "posted" may pass "step" when the thread took longer than a slice, "urgent" never waits
        QCOMPARE(log.front(), u"urgent"_qs);
        QVERIFY(last.isFinished());
    });
    check("an engine inside an event loop that runs inside an operation does not re-enter", [] {
        Engine e;
        bool inner = false;
        const auto other = [&]() -> Op<void> {
            inner = true;
            co_return;
        };
        bool nested = false;
        const auto body = [&]() -> Op<void> {
            e.run(u"other"_qs, other());
            QEventLoop loop;
            QTimer::singleShot(5ms, &loop, &QEventLoop::quit);
            loop.exec();
            nested = inner;
            co_return;
        };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(task.isFinished());
        QVERIFY(!nested);
        QTRY_VERIFY(inner);
    });
    check("a posted call that throws is logged and hurts nobody", [] {
        const LogCatcher log;
        ManualEngine e;
        e.engine.gate()->post([] { throw std::runtime_error("bad call"); });
        QCOMPARE(log.count(u"a posted call threw: bad call"_qs), 1);
        QVERIFY(e.start([] { return valueAfter(0ms); }).isValid());
    });
}
} // namespace

class TestScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scheduler_data()
    {
        checkTable();
        virtualTime();
        live();
    }
    void scheduler() { runCheck(); }
};

PODIUM_TEST_MAIN(TestScheduler)
#include "tst_scheduler.moc"
