// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/combine.h"

#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
/// Two that wait for ever. The handles that then() makes end in the midst of a cancel.
std::vector<Task<void>> twoWaits(ManualEngine &e, QObject &context, bool derived)
{
    std::vector<Task<void>> tasks{e.start([] { return wait(1h); }), e.start([] { return wait(1h); })};
    if (derived)
        for (auto &task : tasks)
            task = task.then(&context, nullptr);
    return tasks;
}

void rows()
{
    check("D28: allOf gives all values in the order of the tasks", [] {
        ManualEngine e;
        const std::vector tasks{e.start([] { return valueAfter(20ms, 1); }), e.start([] { return valueAfter(10ms, 2); })};
        const auto all = e.start([&] { return allOf(tasks); });
        e.advance(10ms);
        QVERIFY(!all.isFinished());
        e.advance(10ms);
        QVERIFY((all.result() == std::vector{1, 2}));
        QVERIFY((e.start([&] { return allOf(tasks); }).result() == std::vector{1, 2}));
    });
    check("D28: allOf nothing is done at once", [] {
        ManualEngine e;
        QVERIFY(e.start([] { return allOf(std::vector<Task<int>>()); }).result().empty());
        QVERIFY(e.start([] { return allOf(std::vector<Task<void>>()); }).info().succeeded());
    });
    check("D28: allOf fails when one fails, after the others were cancelled and stopped", [] {
        ManualEngine e;
        Motion motion;
        const std::vector tasks{e.start([&] { return motion.move(); }), e.start([] { return failAfter(10ms); })};
        const auto all = e.start([&] { return allOf(tasks); });
        e.advance(10ms);
        QCOMPARE(motion.told(), u"stopping"_qs);
        QVERIFY(!all.isFinished());
        e.advance(50ms);
        QCOMPARE(errorOf(all).message(), u"the device said no"_qs);
        QCOMPARE(tasks.at(0).info().outcome, Outcome::Cancelled);
    });
    check("D28: allOf children inside an operation, and the operation goes on after a caught failure", [] {
        ManualEngine e;
        const auto task = e.start([]() -> Op<int> {
            std::vector<Task<int>> good{spawn(u"a"_qs, valueAfter(5ms, 1)), spawn(u"b"_qs, valueAfter(5ms, 2))};
            const auto values = co_await allOf(std::move(good));
            std::vector<Task<void>> bad{spawn(u"c"_qs, failAfter(5ms)), spawn(u"d"_qs, wait(1h))};
            int caught = 0;
            try {
                co_await allOf(std::move(bad));
            } catch (const Error &) {
                caught = 10;
            }
            co_return values.at(0) + values.at(1) + caught;
        });
        e.advance(1s);
        QCOMPARE(task.result(), 13);
    });
    check("D28: a member that others cancel cancels allOf with its reason", [] {
        ManualEngine e;
        const std::vector tasks{e.start([] { return wait(1h); }), e.start([] { return wait(1h); })};
        const auto all = e.start([&] { return allOf(tasks); });
        tasks.at(1).cancel(CancelReason::Stopped);
        QCOMPARE(all.info().outcome, Outcome::Cancelled);
        QCOMPARE(all.info().reason, CancelReason::Stopped);
        QVERIFY(tasks.at(0).isFinished());
    });
    check("D28: a cancel goes to the members, and is told when all have ended", [] {
        ManualEngine e;
        Motion motion;
        const std::vector tasks{e.start([&] { return motion.move(); }), e.start([] { return wait(1h); })};
        const auto all = e.start([&] { return allOf(tasks); });
        all.cancel();
        QVERIFY(tasks.at(1).isFinished());
        QCOMPARE(all.info().state, TaskState::Cancelling);
        e.advance(50ms);
        QCOMPARE(all.info().outcome, Outcome::Cancelled);
        QCOMPARE(tasks.at(0).info().stopConfirmed, true);
    });
    check("D28: a cancel that ends all members at once ends allOf", [] {
        for (const bool derived : {false, true}) {
            ManualEngine e;
            QObject context;
            const auto tasks = twoWaits(e, context, derived);
            const auto all = e.start([&] { return allOf(tasks); });
            all.cancel();
            QCOMPARE(all.info().outcome, Outcome::Cancelled);
            QCOMPARE(tasks.at(0).info().outcome, Outcome::Cancelled);
            QCOMPARE(tasks.at(1).info().outcome, Outcome::Cancelled);
        }
    });
    check("D28: who waits stops what it has to, also when a cancel ends all members at once", [] {
        for (const bool derived : {false, true}) {
            ManualEngine e;
            QObject context;
            Motion motion;
            const auto tasks = twoWaits(e, context, derived);
            const auto all = e.start([&]() -> Op<void> {
                const OnCancel guard([&] { return motion.stop(); });
                co_await allOf(tasks);
            });
            all.cancel();
            QCOMPARE(motion.told(), u"stopping"_qs);
            QCOMPARE(all.info().state, TaskState::Cancelling);
            e.advance(50ms);
            QCOMPARE(motion.told(), u"stopping stopped"_qs);
            QCOMPARE(all.info().outcome, Outcome::Cancelled);
            QCOMPARE(all.info().stopConfirmed, true);
        }
    });
    check("D28: members that are no children do not go on while who waits is being stopped", [] {
        ManualEngine e;
        Motion motion;
        const std::vector tasks{e.start([&]() -> Op<void> {
            co_await sleep(10ms);
            motion.log << u"went on"_qs;
        })};
        const auto all = e.start([&]() -> Op<void> {
            const OnCancel guard([&] { return motion.stop(); });
            co_await allOf(tasks);
        });
        all.cancel();
        e.advance(1s);
        QCOMPARE(motion.told(), u"stopping stopped"_qs);
        QCOMPARE(all.info().outcome, Outcome::Cancelled);
    });
    check("D28: STOP ALL is the reason of members that are children, too", [] {
        ManualEngine e;
        std::optional<Task<void>> child;
        const auto all = e.start([&]() -> Op<void> {
            child = spawn(u"child"_qs, wait(1h));
            co_await allOf(std::vector<Task<void>>{*child});
        });
        all.cancel(CancelReason::Stopped);
        QCOMPARE(all.info().reason, CancelReason::Stopped);
        QCOMPARE(child->info().reason, CancelReason::Stopped);
    });
    check("D28: anyOf gives the index of the first that succeeds, and leaves the others running", [] {
        ManualEngine e;
        const std::vector tasks{e.start([] { return valueAfter(1s, 1); }), e.start([]() -> Op<int> {
                                    co_await sleep(1ms);
                                    throw Error(ErrorKind::Device, u"first of all"_qs);
                                }),
                                e.start([] { return valueAfter(10ms, 3); })};
        const auto any = e.start([&] { return anyOf(tasks); });
        e.advance(10ms);
        QCOMPARE(any.result(), std::size_t(2));
        QVERIFY(!tasks.at(0).isFinished());
    });
    check("D28: anyOf knows a success whose news is still on its way", [] {
        for (const auto order : {0, 1}) {
            ManualEngine e;
            std::vector tasks{e.start([] { return failAfter(10ms); }), e.start([] { return wait(10ms); })};
            std::vector waited = tasks;
            std::rotate(waited.begin(), waited.begin() + order, waited.end());
            const auto any = e.start([&] { return anyOf(waited); });
            QObject context;
            // Between the two news something else runs the engine, so that the waiting task goes on after the first.
            tasks.at(0).then(&context, [] {}, [&](const Error &) { e.start([] { return wait(1h); }); });
            e.advance(10ms);
            QCOMPARE(any.result(), std::size_t(1 - order));
        }
    });
    check("D28: anyOf cancels the losers if asked to, and waits for their stops", [] {
        ManualEngine e;
        Motion motion;
        const std::vector tasks{e.start([&] { return motion.move(); }), e.start([] { return wait(10ms); })};
        const auto any = e.start([&] { return anyOf(tasks, Losers::Cancel); });
        e.advance(10ms);
        QVERIFY(!any.isFinished());
        e.advance(50ms);
        QCOMPARE(any.result(), std::size_t(1));
        QCOMPARE(tasks.at(0).info().outcome, Outcome::Cancelled);
    });
    check("D28: anyOf fails with the last task's error when none succeeds, and when there is none", [] {
        ManualEngine e;
        const std::vector tasks{e.start([] { return failAfter(20ms, u"slow"_qs); }),
                                e.start([] { return failAfter(10ms, u"quick"_qs); })};
        const auto any = e.start([&] { return anyOf(tasks); });
        e.advance(20ms);
        QCOMPARE(errorOf(any).message(), u"quick"_qs);
        const auto none = e.start([] { return anyOf(std::vector<Task<void>>()); });
        QCOMPARE(errorOf(none).kind(), ErrorKind::Internal);
    });
    check("D28: members may live in another engine", [] {
        EngineThreadFixture other;
        EngineThreadFixture e;
        const std::vector tasks{other.submit([] { return valueAfter(1ms, 1); }), other.submit([] { return valueAfter(2ms, 2); })};
        const auto all = e.submit([&] { return allOf(tasks); });
        const auto endless = std::vector{other.submit([] { return valueAfter(1h); })};
        const auto any = e.submit([&] { return anyOf(endless); });
        QTRY_VERIFY(all.isFinished());
        QVERIFY((all.result() == std::vector{1, 2}));
        any.cancel();
        QTRY_COMPARE(any.info().outcome, Outcome::Cancelled);
        QCOMPARE(endless.at(0).info().outcome, Outcome::Cancelled);
    });
}
} // namespace

class TestCombine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void combine_data()
    {
        checkTable();
        rows();
    }
    void combine() { runCheck(); }
};

PODIUM_TEST_MAIN(TestCombine)
#include "tst_combine.moc"
