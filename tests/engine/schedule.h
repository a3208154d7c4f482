// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/combine.h"

#include "tests/engine/taskbench.h"

#include <map>
#include <random>

namespace podium::tests {

/// A random tree of operations, and what must hold of it whatever happens to it.
class Schedule
{
public:
    explicit Schedule(unsigned seed)
        : m_random(seed)
    {
        QObject::connect(&m_engine.engine, &Engine::taskFinished, [this](const TaskInfo &info) { ++m_ends[info.id]; });
    }

    /// Starts the operations, pulls at them and lets all of them end. Returns what went wrong, or nothing.
    QString run(int tasks)
    {
        for (int i = 0; i < tasks; ++i)
            m_tasks.push_back(m_engine.start([this] { return body(0); }, options()));
        for (int step = 0; step < 40 && m_engine.engine.activeTasks() > 0; ++step) {
            m_engine.advance(5ms);
            pull();
        }
        if (chance(2))
            m_engine.engine.cancelAll();
        for (const auto &task : m_tasks)
            m_engine.engine.setPaused(task.id(), false);
        for (int i = 0; i < 100 && m_engine.engine.activeTasks() > 0; ++i)
            m_engine.advance(1s);
        return verdict();
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    bool chance(int oneIn) { return below(oneIn) == 0; }
    Duration upTo(int milliseconds) { return std::chrono::milliseconds(below(milliseconds)); }
    TaskOptions options() { return chance(4) ? withDeadline(upTo(120)) : TaskOptions(); }

    void pull()
    {
        const auto &task = m_tasks.at(static_cast<std::size_t>(below(static_cast<int>(m_tasks.size()))));
        switch (below(6)) {
        case 0:
            task.cancel();
            break;
        case 1:
            m_engine.engine.setPaused(task.id(), chance(2));
            break;
        case 2:
            task.setDeadline(chance(2) ? Deadline::none() : Deadline::after(upTo(30)));
            break;
        case 3:
            m_signaller.setObjectName(QString::number(below(1000)));
            break;
        case 4:
            task.then(&m_context, [] {}, [](const Error &) {}).cancel();
            break;
        default:
            break;
        }
    }

    /// Lives as long as an operation's scope; knows whether its stop action has ended.
    struct Scope
    {
        explicit Scope(Schedule &schedule) : m_schedule(schedule) { ++m_schedule.m_scopes; }
        ~Scope()
        {
            --m_schedule.m_scopes;
            if (stops != stopped)
                m_schedule.m_faults << QStringLiteral("a body was unwound before its stop had ended");
        }
        Scope(const Scope &) = delete;
        Scope &operator=(const Scope &) = delete;
        Op<void> stop(Duration time)
        {
            ++stops;
            co_await sleep(time);
            ++stopped;
        }
        int stops = 0;
        int stopped = 0;

    private:
        Schedule &m_schedule;
    };

    Op<void> body(int depth)
    {
        Scope scope(*this);
        const auto time = upTo(5);
        const OnCancel guard([&scope, time, this] {
            return std::uncaught_exceptions() > 0 ? stopAfterScope(time) : scope.stop(time);
        });
        const int steps = 1 + below(4);
        for (int step = 0; step < steps; ++step)
            co_await this->step(depth);
    }
    Op<void> stopAfterScope(Duration time) { co_await sleep(time); }

    Op<void> step(int depth)
    {
        switch (depth < 2 ? below(9) : below(4)) {
        case 0:
            co_await sleep(upTo(20));
            break;
        case 1:
            co_await pausePoint();
            report(0.5);
            break;
        case 2:
            if (chance(25))
                throw Error(ErrorKind::Device, QStringLiteral("random failure"));
            break;
        case 3: {
            int looks = 1 + below(3);
            const auto seen = [&looks] { return --looks <= 0; };
            co_await within(Deadline::after(upTo(20)), signalled(seen));
            break;
        }
        case 4:
            co_await spawn(QStringLiteral("child"), body(depth + 1), options());
            break;
        case 5:
            (void)spawn(QStringLiteral("one"), body(depth + 1));
            (void)spawn(QStringLiteral("two"), body(depth + 1), options());
            co_await join();
            break;
        case 6:
            co_await timed(depth);
            break;
        case 7: {
            std::vector<Task<void>> members;
            for (int i = 0; i < 3; ++i)
                members.push_back(spawn(QStringLiteral("member"), body(depth + 1)));
            if (chance(2))
                co_await allOf(std::move(members));
            else
                (void)co_await anyOf(std::move(members), chance(2) ? Losers::Cancel : Losers::Leave);
            break;
        }
        default:
            co_await stranger();
        }
    }
    template <class Seen>
    Op<void> signalled(Seen seen)
    {
        co_await until(&m_signaller, &QObject::objectNameChanged, seen);
    }
    Op<void> timed(int depth)
    {
        try {
            co_await within(Deadline::after(upTo(15)), body(depth + 1));
        } catch (const Error &) {
            co_return;
        }
    }
    /// Waits for somebody else's operation, but not for one that may wait for this one.
    Op<void> stranger()
    {
        m_strangers.push_back(m_engine.engine.start(QStringLiteral("stranger"), wait(upTo(20)), nullptr, {}, false));
        co_await m_strangers.back();
    }

    QString verdict()
    {
        auto &engine = m_engine.engine;
        if (engine.activeTasks() > 0)
            m_faults << QStringLiteral("%1 tasks are stuck").arg(engine.activeTasks());
        if (m_scopes != 0)
            m_faults << QStringLiteral("%1 scopes were never left").arg(m_scopes);
        if (engine.timers().next())
            m_faults << QStringLiteral("a timer was left behind");
        for (const auto &task : m_tasks) {
            if (!task.info().outcome)
                m_faults << QStringLiteral("task %1 has no outcome").arg(task.id());
            if (m_ends[task.id()] != 1)
                m_faults << QStringLiteral("task %1 ended %2 times").arg(task.id()).arg(m_ends[task.id()]);
        }
        std::vector<std::weak_ptr<TaskRecord>> records;
        for (const auto &task : m_tasks)
            records.push_back(task.record());
        m_tasks.clear();
        m_strangers.clear();
        m_engine.advance(0ms);
        for (const auto &record : records)
            if (!record.expired())
                m_faults << QStringLiteral("a record was left behind");
        return m_faults.join(QStringLiteral("; "));
    }

    std::mt19937 m_random;
    QObject m_signaller;
    QObject m_context;
    QStringList m_faults;
    int m_scopes = 0;
    std::map<TaskId, int> m_ends;
    ManualEngine m_engine;
    std::vector<Task<void>> m_tasks;
    std::vector<Task<void>> m_strangers;
};

} // namespace podium::tests
