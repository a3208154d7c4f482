// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/worker.h"

#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
/// A worker that is kept busy by a first call until let().
struct BusyWorker
{
    explicit BusyWorker(Engine &engine) : worker(u"library"_qs)
    {
        first = engine.run(u"first"_qs, hold());
        engine.drain();
    }
    ~BusyWorker() { let(); }
    Op<void> hold()
    {
        co_await worker.call([this] {
            begun = true;
            m_go.get_future().get();
        });
    }
    Op<void> note(QString name, Lane lane)
    {
        co_await worker.call([this, name] { log << name; }, lane);
    }
    Task<void> call(Engine &engine, const QString &name, Lane lane = Lane::Normal)
    {
        const auto task = engine.run(name, note(name, lane));
        engine.drain();
        return task;
    }
    void let()
    {
        if (!std::exchange(m_gone, true))
            m_go.set_value();
    }

    std::atomic<bool> begun{false};
    QStringList log; ///< only the worker writes
    Task<void> first;

private:
    std::promise<void> m_go;
    bool m_gone = false;

public:
    Worker worker; ///< the first to go
};

void calling()
{
    check("calls run in one thread, which is not the engine's, and give their values", [] {
        Engine e;
        Worker worker(u"library"_qs);
        const auto body = [&]() -> Op<bool> {
            const auto first = co_await worker.call([] { return std::this_thread::get_id(); });
            const auto second = co_await worker.call([] { return std::make_unique<std::thread::id>(std::this_thread::get_id()); });
            co_await worker.call([] {});
            co_return first == *second && first != std::this_thread::get_id();
        };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(task.isFinished());
        QVERIFY(task.result());
    });
    check("what a call throws comes out of it in its own type", [] {
        Engine e;
        Worker worker(u"library"_qs);
        const auto body = [&]() -> Op<int> { co_return co_await worker.call([]() -> int { throw std::out_of_range("far"); }); };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(task.isFinished());
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, task.result());
    });
    check("calls keep their order, and the stop lane overtakes what is queued", [] {
        Engine e;
        BusyWorker busy(e);
        QTRY_VERIFY(busy.begun);
        busy.call(e, u"one"_qs);
        const auto last = busy.call(e, u"two"_qs);
        busy.call(e, u"stop"_qs, Lane::Stop);
        busy.call(e, u"again"_qs, Lane::Stop);
        busy.let();
        QTRY_VERIFY(last.isFinished());
        QCOMPARE(busy.log, (QStringList{u"stop"_qs, u"again"_qs, u"one"_qs, u"two"_qs}));
    });
    check("on a virtual engine a call runs in place, and no thread is made", [] {
        ManualEngine e;
        Worker worker(u"library"_qs);
        const auto task = e.start([&]() -> Op<bool> {
            co_return co_await worker.call([] { return std::this_thread::get_id(); }) == std::this_thread::get_id();
        });
        QVERIFY(task.result());
    });
}

void ending()
{
    check("a cancel withdraws a queued call", [] {
        Engine e;
        BusyWorker busy(e);
        QTRY_VERIFY(busy.begun);
        const auto queued = busy.call(e, u"queued"_qs);
        const auto last = busy.call(e, u"last"_qs);
        queued.cancel();
        e.drain();
        QCOMPARE(queued.info().outcome, Outcome::Cancelled);
        busy.let();
        QTRY_VERIFY(last.isFinished());
        QCOMPARE(busy.log, QStringList{u"last"_qs});
    });
    check("a call that is queued when its task is cancelled never begins after the stop", [] {
        Engine e;
        BusyWorker busy(e);
        QTRY_VERIFY(busy.begun);
        const auto body = [&busy]() -> Op<void> {
            const OnCancel guard([&busy] { return busy.note(u"stop"_qs, Lane::Stop); });
            co_await busy.note(u"move"_qs, Lane::Normal);
        };
        const auto task = e.run(u"t"_qs, body());
        e.drain();
        task.cancel();
        e.drain();
        busy.let();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(busy.log, QStringList{u"stop"_qs});
        QCOMPARE(task.info().stopConfirmed, true);
    });
    check("a call that runs is told of the cancel before the stop waits behind it", [] {
        Engine e;
        Worker worker(u"library"_qs);
        std::atomic<bool> begun{false};
        QStringList log; // only the worker writes
        const auto stop = [&]() -> Op<void> { co_await worker.call([&] { log << u"stop"_qs; }, Lane::Stop); };
        const auto body = [&]() -> Op<void> {
            const OnCancel guard(stop);
            co_await worker.call([&](const std::stop_token &token) {
                begun = true;
                while (!token.stop_requested())
                    std::this_thread::yield();
                log << u"told"_qs;
            });
        };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(begun);
        task.cancel();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(log, (QStringList{u"told"_qs, u"stop"_qs}));
        QCOMPARE(task.info().stopConfirmed, true);
    });
    check("a cancel waits for the call that runs", [] {
        Engine e;
        BusyWorker busy(e);
        QTRY_VERIFY(busy.begun);
        busy.first.cancel();
        e.drain();
        QCOMPARE(busy.first.info().state, TaskState::Cancelling);
        busy.let();
        QTRY_COMPARE(busy.first.info().outcome, Outcome::Cancelled);
    });
    check("a call that takes a stop_token sees the cancel", [] {
        Engine e;
        Worker worker(u"library"_qs);
        std::atomic<bool> begun{false};
        const auto body = [&]() -> Op<void> {
            co_await worker.call([&](const std::stop_token &token) {
                begun = true;
                while (!token.stop_requested())
                    std::this_thread::yield();
            });
        };
        const auto task = e.run(u"t"_qs, body());
        QTRY_VERIFY(begun);
        task.cancel();
        QTRY_COMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("a worker that ends finishes the call that runs and fails the others as Disconnected", [] {
        Engine e;
        auto busy = std::make_unique<BusyWorker>(e);
        QTRY_VERIFY(busy->begun);
        const auto first = busy->first;
        const auto queued = busy->call(e, u"queued"_qs);
        busy->let();
        std::promise<void> hold;
        const auto body = [&]() -> Op<void> {
            co_await busy->worker.call([wait = hold.get_future().share()](const std::stop_token &token) {
                while (!token.stop_requested())
                    std::this_thread::yield();
            });
        };
        const auto endless = e.run(u"endless"_qs, body());
        const auto behind = busy->call(e, u"behind"_qs);
        QTRY_VERIFY(queued.isFinished());
        busy.reset();
        QTRY_VERIFY(first.isFinished() && endless.isFinished() && behind.isFinished());
        QVERIFY(queued.info().succeeded());
        QCOMPARE(errorOf(behind).kind(), ErrorKind::Disconnected);
    });
    check("an engine that ends withdraws what is queued and waits for the call that runs", [] {
        std::atomic<bool> begun{false};
        std::atomic<bool> ended{false};
        Worker worker(u"library"_qs);
        auto e = std::make_unique<Engine>();
        const auto running = [&]() -> Op<void> {
            co_await worker.call([&](const std::stop_token &token) {
                begun = true;
                while (!token.stop_requested())
                    std::this_thread::yield();
                ended = true;
            });
        };
        const auto queued = [&]() -> Op<void> { co_await worker.call([] { QFAIL("a withdrawn call ran"); }); };
        const auto first = e->run(u"first"_qs, running());
        const auto second = e->run(u"second"_qs, queued());
        QTRY_VERIFY(begun);
        e.reset();
        QVERIFY(ended);
        QCOMPARE(first.info().reason, CancelReason::Shutdown);
        QCOMPARE(second.info().reason, CancelReason::Shutdown);
    });
}
} // namespace

class TestWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worker_data()
    {
        checkTable();
        calling();
        ending();
    }
    void worker() { runCheck(); }
};

PODIUM_TEST_MAIN(TestWorker)
#include "tst_worker.moc"
