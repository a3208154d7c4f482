// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
struct Sample
{
    int number = 0;
};

Op<int> sampling(int count)
{
    co_await sleep(1ms);
    for (int i = 0; i < count; ++i)
        report(Progress{-1, {}, Sample{i}});
    co_return count;
}

void rows()
{
    check("D17, D22: typed progress is delivered in order, complete, and before the result", [] {
        ManualEngine e;
        QObject context;
        QList<int> seen;
        e.start([] { return sampling(1000); })
            .then(&context, [&](int count) { seen << -count; }, nullptr, [&](const Sample &sample) { seen << sample.number; });
        e.advance(1ms);
        QCOMPARE(seen.size(), 1001);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(seen.at(i), i);
        QCOMPARE(seen.last(), -1000);
    });
    check("D17: who asks for a type gets only that, and who asks for Progress gets all", [] {
        ManualEngine e;
        QObject context;
        int typed = 0;
        QStringList texts;
        const auto task = e.start([]() -> Op<void> {
            co_await sleep(1ms);
            report(0.5, u"half"_qs);
            report(Progress{0.6, u"sample"_qs, Sample{1}});
        });
        task.then(&context, [] {}, nullptr, [&](const Sample &) { ++typed; });
        task.then(&context, [] {}, nullptr, [&](const Progress &progress) { texts << progress.text; });
        e.advance(1ms);
        QCOMPARE(typed, 1);
        QCOMPARE(texts, (QStringList{u"half"_qs, u"sample"_qs}));
    });
    check("D16, D18: progress flows down a chain, and out of a task that a handler returned", [] {
        ManualEngine e;
        QObject context;
        QStringList texts;
        const auto speak = [](QString text) -> Op<int> {
            co_await sleep(1ms);
            report(0.5, text);
            co_await sleep(1ms);
            co_return 1;
        };
        e.start([&] { return speak(u"outer"_qs); })
            .then(&context, [&](int) { return e.start([&] { return speak(u"inner"_qs); }); })
            .then(&context, nullptr)
            .then(&context, [&](int) { texts << u"end"_qs; }, nullptr, [&](const Progress &progress) { texts << progress.text; });
        e.advance(10ms);
        QCOMPARE(texts, (QStringList{u"outer"_qs, u"inner"_qs, u"end"_qs}));
    });
    check("D19: a late subscriber gets the latest progress first", [] {
        ManualEngine e;
        QObject context;
        QStringList texts;
        const auto task = e.start([]() -> Op<void> {
            report(0.1, u"old"_qs);
            report(0.2, u"latest"_qs);
            co_await sleep(1ms);
            report(0.3, u"new"_qs);
        });
        task.then(&context, [] {}, nullptr, [&](const Progress &progress) { texts << progress.text; });
        e.advance(1ms);
        QCOMPARE(texts, (QStringList{u"latest"_qs, u"new"_qs}));
    });
    check("D20: progress after the end is dropped", [] {
        ManualEngine e;
        QObject context;
        int told = 0;
        const auto task = e.start([] { return valueAfter(1ms); });
        task.then(&context, [](int) {}, nullptr, [&](const Progress &) { ++told; });
        e.advance(1ms);
        task.record()->publishProgress({0.5, u"late"_qs, {}});
        e.advance(1ms);
        QCOMPARE(told, 0);
    });
    check("D21: a handler that throws hurts neither the other handlers nor the task, and is logged", [] {
        const LogCatcher log;
        ManualEngine e;
        QObject context;
        int told = 0;
        const auto task = e.start([]() -> Op<int> {
            co_await sleep(1ms);
            report(0.5);
            report(0.6);
            co_return 1;
        });
        task.then(&context, [](int) {}, nullptr, [](const Progress &) { throw std::runtime_error("bad progress"); });
        task.finally(&context, [](const TaskInfo &) { throw std::runtime_error("bad end"); });
        task.then(&context, [&](int) { ++told; }, nullptr, [&](const Progress &) { ++told; });
        e.advance(1ms);
        QCOMPARE(told, 3);
        QVERIFY(task.info().succeeded());
        QCOMPARE(log.count(u"bad progress"_qs), 2);
        QCOMPARE(log.count(u"task %1: a handler threw: bad end"_qs.arg(task.id())), 1);
    });
}
} // namespace

class TestThenProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progress_data()
    {
        checkTable();
        rows();
    }
    void progress() { runCheck(); }
};

PODIUM_TEST_MAIN(TestThenProgress)
#include "tst_thenprogress.moc"
