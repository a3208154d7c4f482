// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
void states()
{
    check("a task is Queued until its body starts, then Running, then Finished", [] {
        ManualEngine e;
        std::vector<TaskState> seen;
        const auto parent = e.start([&]() -> Op<void> {
            const auto child = spawn(u"child"_qs, wait(5ms));
            seen.push_back(child.info().state);
            co_await sleep(1ms);
            seen.push_back(child.info().state);
            co_await child;
            seen.push_back(child.info().state);
        });
        e.advance(10ms);
        QVERIFY(parent.info().succeeded());
        QVERIFY((seen == std::vector{TaskState::Queued, TaskState::Running, TaskState::Finished}));
    });
    check("a body that returns makes the task Succeeded with its value", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(10ms, 7); });
        QVERIFY_THROWS_EXCEPTION(Error, task.result());
        e.advance(10ms);
        QCOMPARE(task.info().outcome, Outcome::Succeeded);
        QCOMPARE(task.result(), 7);
    });
    check("a body that throws makes the task Failed with kind, message and causes", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<void> {
            const auto cause = std::make_exception_ptr(std::runtime_error("wire cut"));
            throw Error(ErrorKind::Disconnected, u"no link"_qs).causedBy(cause);
            co_return;
        });
        QCOMPARE(task.info().outcome, Outcome::Failed);
        QCOMPARE(task.info().errorKind, ErrorKind::Disconnected);
        QCOMPARE(task.info().error, u"no link"_qs);
        QCOMPARE(task.info().causes, QStringList{u"wire cut"_qs});
        QVERIFY_THROWS_EXCEPTION(Error, task.result());
    });
    check("an exception of a foreign type makes the task Failed, Internal, with its text", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> { throw std::runtime_error("odd"); co_return 1; });
        QCOMPARE(task.info().errorKind, ErrorKind::Internal);
        QCOMPARE(errorOf(task).message(), u"odd"_qs);
    });
    check("the end is told exactly once, however often it is asked for", [] {
        ManualEngine e;
        QSignalSpy finished(&e.engine, &Engine::taskFinished);
        QSignalSpy idle(&e.engine, &Engine::idle);
        QObject context;
        int told = 0;
        const auto task = e.start([] { return wait(1h); });
        task.finally(&context, [&](const TaskInfo &) { ++told; });
        task.cancel();
        task.cancel(CancelReason::Stopped);
        e.engine.cancelAll();
        e.advance(2h);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(idle.size(), 1);
        QCOMPARE(told, 1);
        QCOMPARE(task.info().reason, CancelReason::User);
    });
    check("a cancel after the end changes nothing", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1ms, 3); });
        e.advance(1ms);
        task.cancel();
        e.advance(1ms);
        QCOMPARE(task.result(), 3);
    });
    check("dropping the handle detaches, it does not cancel", [] {
        ManualEngine e;
        bool arrived = false;
        e.start([&]() -> Op<void> {
            co_await sleep(5ms);
            arrived = true;
        });
        e.advance(5ms);
        QVERIFY(arrived);
    });
    check("each change is told in order, and services are not", [] {
        ManualEngine e;
        QList<TaskState> seen;
        QObject::connect(&e.engine, &Engine::taskChanged, [&](const TaskInfo &info) { seen << info.state; });
        TaskOptions service;
        service.service = true;
        e.start([] { return wait(10ms); }, service);
        const auto task = e.start([] { return wait(1h); });
        task.cancel();
        e.advance(10ms);
        QCOMPARE(seen, (QList{TaskState::Queued, TaskState::Running, TaskState::Cancelling, TaskState::Finished}));
    });
    check("services are not listed, and cancelAll leaves them running", [] {
        ManualEngine e;
        TaskOptions service;
        service.service = true;
        const auto polling = e.start([] { return wait(1h); }, service);
        const auto task = e.start([] { return wait(1h); });
        QCOMPARE(e.engine.tasks().size(), std::size_t(1));
        e.engine.cancelAll();
        QVERIFY(task.isFinished() && !polling.isFinished());
        polling.cancel();
        QVERIFY(polling.isFinished());
    });
    check("the snapshot says label, starter, owners, progress and what is waited for", [] {
        ManualEngine e;
        TaskOptions options;
        options.startedBy = u"console"_qs;
        options.owners = QStringList{u"stage/x"_qs};
        const auto task = e.start(
            []() -> Op<void> {
                const WaitingFor name(u"stage/x to settle"_qs);
                report(0.25, u"quarter"_qs);
                co_await sleep(1h);
            },
            options, u"home"_qs);
        const auto info = e.engine.tasks().at(0);
        QCOMPARE(info.label, u"home"_qs);
        QCOMPARE(info.id, task.id());
        QCOMPARE(info.startedBy, u"console"_qs);
        QCOMPARE(info.owners, options.owners);
        QCOMPARE(info.progress, 0.25);
        QCOMPARE(info.progressText, u"quarter"_qs);
        QCOMPARE(info.waitingFor, u"stage/x to settle"_qs);
        QVERIFY(info.startedAt.has_value() && !info.finishedAt.has_value());
    });
}

void shutdown()
{
    check("an engine that ends settles its tasks as Cancelled by Shutdown, the stop unconfirmed", [] {
        Motion motion;
        auto e = std::make_unique<ManualEngine>();
        const auto task = e->start([&] { return motion.move(); });
        const auto idle = e->start([] { return wait(1h); });
        e.reset();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QCOMPARE(task.info().reason, CancelReason::Shutdown);
        QCOMPARE(task.info().stopConfirmed, false);
        QCOMPARE(idle.info().stopConfirmed, std::nullopt);
        QCOMPARE(motion.told(), u"unwound released"_qs);
    });
    check("an engine may end with parents, children, joiners and stops under way", [] {
        Motion motion;
        auto e = std::make_unique<ManualEngine>();
        const auto parent = e->start([&]() -> Op<void> {
            (void)spawn(u"mover"_qs, motion.move());
            const auto other = spawn(u"other"_qs, valueAfter(1h));
            co_await other;
        });
        const auto waiting = e->start([&]() -> Op<void> { co_await parent; });
        e->engine.cancel(parent.id());
        QCOMPARE(parent.info().state, TaskState::Cancelling);
        e.reset();
        QCOMPARE(parent.info().reason, CancelReason::Shutdown);
        QVERIFY(waiting.isFinished());
    });
    check("a handle of an ended engine answers every call", [] {
        auto e = std::make_unique<ManualEngine>();
        const auto task = e->start([] { return valueAfter(1h); });
        const auto gate = e->engine.gate();
        e.reset();
        task.cancel();
        QVERIFY(!task.setDeadline(Deadline::none()));
        QVERIFY_THROWS_EXCEPTION(Cancelled, task.result());
        QVERIFY(task.future().isCanceled());
        const auto late = podium::engine::submit(gate, u"late"_qs, [] { return valueAfter(1ms); });
        QCOMPARE(errorOf(late).kind(), ErrorKind::Disconnected);
        QCOMPARE(errorOf(late).message(), u"The engine has ended."_qs);
    });
}

void submitting()
{
    check("the handle of a submitted task is valid at once", [] {
        EngineThreadFixture e;
        std::promise<void> go;
        e.gate()->post([wait = go.get_future().share()] { wait.get(); });
        TaskOptions options;
        options.startedBy = u"operator"_qs;
        const auto task = e.submit([] { return valueAfter(0ms, 4); }, options);
        const auto info = task.info();
        go.set_value();
        QVERIFY(info.id > 0);
        QCOMPARE(info.state, TaskState::Queued);
        QCOMPARE(info.startedBy, u"operator"_qs);
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.result(), 4);
    });
    check("a maker that throws fails its task", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> { throw Error::refused(RefusalKind::Protected, u"x"_qs, u"bolted"_qs); });
        QCOMPARE(task.info().errorKind, ErrorKind::Refused);
        QCOMPARE(errorOf(task).message(), u"bolted"_qs);
    });
    check("a task cancelled before its maker ran is Cancelled, and the maker never runs", [] {
        EngineThreadFixture e;
        std::promise<void> go;
        std::atomic<bool> made{false};
        e.gate()->post([wait = go.get_future().share()] { wait.get(); });
        const auto task = e.submit([&] {
            made = true;
            return valueAfter(0ms);
        });
        task.cancel();
        go.set_value();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        QVERIFY(!made);
    });
    check("a task that was submitted but never begun fails when the engine ends", [] {
        auto e = std::make_unique<Engine>();
        const auto gate = e->gate();
        Task<int> task;
        std::thread([&] { task = podium::engine::submit(gate, u"t"_qs, [] { return valueAfter(0ms); }); }).join();
        e.reset();
        QCOMPARE(errorOf(task).kind(), ErrorKind::Disconnected);
    });
    check("a submitted task that a STOP ALL has overtaken is cancelled before it begins", [] {
        Engine e;
        Task<int> task;
        bool ran = false;
        std::thread([&] {
            task = podium::engine::submit(e.gate(), u"t"_qs, [&ran]() -> Op<int> {
                ran = true;
                co_return 1;
            });
        }).join();
        e.gate()->raiseEpoch();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(task.info().reason, CancelReason::Stopped);
        QVERIFY(!ran);
    });
}
} // namespace

class TestTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void task_data()
    {
        checkTable();
        states();
        shutdown();
        submitting();
    }
    void task() { runCheck(); }
};

PODIUM_TEST_MAIN(TestTask)
#include "tst_task.moc"
