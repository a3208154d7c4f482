// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <QThread>

#include <random>

using namespace podium::tests;

// Many threads pull at one engine at the same time: made for ThreadSanitizer.
namespace
{
struct Counters
{
    std::atomic<int> submitted{0};
    std::atomic<int> told{0};
    std::atomic<int> chained{0};
    std::atomic<int> chainTold{0};
    std::atomic<int> progress{0};
};

Op<int> work(unsigned seed)
{
    std::mt19937 random(seed);
    const OnCancel guard([] { return wait(0ms); });
    for (int step = 0; step < 3; ++step) {
        report(step / 3.0, u"step"_qs);
        switch (random() % 4) {
        case 0:
            co_await sleep(std::chrono::microseconds(random() % 500));
            break;
        case 1:
            co_await spawn(u"child"_qs, valueAfter(0ms));
            break;
        case 2:
            (void)spawn(u"child"_qs, wait(std::chrono::microseconds(random() % 500)));
            co_await join();
            break;
        default:
            if (random() % 8 == 0)
                throw Error(ErrorKind::Device, u"random failure"_qs);
        }
    }
    co_return 1;
}

/// One thread's share: submits, and does to each handle one of the things that a handle allows.
void pull(const std::shared_ptr<EngineGate> &gate, unsigned seed, int rounds, QObject *context, Counters &counters)
{
    std::mt19937 random(seed);
    std::vector<Task<int>> kept;
    for (int round = 0; round < rounds; ++round) {
        TaskOptions options;
        if (random() % 4 == 0)
            options.deadline = Deadline::after(std::chrono::microseconds(random() % 800));
        const auto task = podium::engine::submit(gate, u"work"_qs, [value = random()] { return work(unsigned(value)); }, options);
        ++counters.submitted;
        task.finally(context, [&counters](const TaskInfo &) { ++counters.told; });
        switch (random() % 6) {
        case 0:
            task.cancel();
            break;
        case 1:
            task.setDeadline(Deadline::after(std::chrono::microseconds(random() % 300)));
            break;
        case 2: {
            ++counters.chained;
            const auto derived = task.then(context, [](int value) { return value; }, [](const Error &) { return 0; },
                                           [&counters](const Progress &) { ++counters.progress; });
            derived.finally(context, [&counters](const TaskInfo &) { ++counters.chainTold; });
            if (random() % 2)
                derived.cancel();
            break;
        }
        case 3:
            task.wait(std::chrono::microseconds(random() % 300));
            break;
        case 4:
            kept.push_back(task);
            break;
        default:
            (void)task.info();
        }
        if (!kept.empty() && random() % 3 == 0) {
            kept.back().cancel();
            kept.pop_back();
        }
    }
}

void rows()
{
    check("threads that submit, cancel, chain, wait and drop at once: every task ends and is told once", [] {
        EngineThreadFixture e;
        QObject context;
        Counters counters;
        const auto finished = std::make_shared<std::atomic<int>>(0);
        e.call([&](Engine &engine) {
            QObject::connect(&engine, &Engine::taskFinished, [finished](const TaskInfo &info) { *finished += info.parent == 0; });
        });
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < 6; ++i)
            threads.emplace_back([&, i] { pull(e.gate(), i, 150, &context, counters); });
        for (auto &thread : threads)
            thread.join();
        QTRY_COMPARE(counters.told.load(), counters.submitted.load());
        QTRY_COMPARE(counters.chainTold.load(), counters.chained.load());
        QCOMPARE(e.call([](Engine &engine) { return engine.activeTasks(); }), 0);
        QCOMPARE(finished->load(), counters.submitted.load());
        QVERIFY(counters.progress > 0);
    });
    check("an engine may end while threads pull at it: every handle settles", [] {
        for (unsigned round = 0; round < 10; ++round) {
            EngineThreadFixture e;
            QObject context;
            Counters counters;
            const auto gate = e.gate();
            std::vector<std::thread> threads;
            for (unsigned i = 0; i < 3; ++i)
                threads.emplace_back([&, i] { pull(gate, round * 10 + i, 50, &context, counters); });
            QTRY_VERIFY(counters.submitted > 30);
            e.end();
            for (auto &thread : threads)
                thread.join();
            QTRY_COMPARE(counters.told.load(), counters.submitted.load());
            QTRY_COMPARE(counters.chainTold.load(), counters.chained.load());
        }
    });
    check("contexts in threads that come and go: handlers run there or not at all, and every derived handle settles", [] {
        EngineThreadFixture e;
        std::vector<Task<int>> derived;
        std::atomic<int> elsewhere{0};
        for (int round = 0; round < 20; ++round) {
            QThread thread;
            auto *context = new QObject;
            context->moveToThread(&thread);
            QObject::connect(&thread, &QThread::finished, context, &QObject::deleteLater);
            thread.start();
            for (int i = 0; i < 10; ++i) {
                derived.push_back(e.submit([i] { return valueAfter(std::chrono::microseconds(100 * i)); })
                                      .then(context, [&elsewhere, &thread](int value) {
                                          if (QThread::currentThread() != &thread)
                                              ++elsewhere;
                                          return value;
                                      }));
            }
            thread.quit();
            QVERIFY(thread.wait(5000));
        }
        for (const auto &task : derived)
            QTRY_VERIFY(task.isFinished());
        QCOMPARE(elsewhere.load(), 0);
    });
    check("urgent calls from many threads all arrive", [] {
        EngineThreadFixture e;
        std::atomic<int> arrived{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int k = 0; k < 500; ++k) {
                    e.gate()->postUrgent([&] { ++arrived; });
                    e.gate()->raiseEpoch();
                }
            });
        for (auto &thread : threads)
            thread.join();
        QTRY_COMPARE(arrived.load(), 2000);
        QCOMPARE(e.gate()->epoch(), quint64(2000));
    });
}
} // namespace

class TestThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threads_data()
    {
        checkTable();
        rows();
    }
    void threads()
    {
        const LogCatcher quiet; // the failures are meant
        runCheck();
    }
};

PODIUM_TEST_MAIN(TestThreads)
#include "tst_threads.moc"
