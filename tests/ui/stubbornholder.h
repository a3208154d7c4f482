// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockwait.h"
#include "tests/ui/uibench.h"

#include <QFuture>
#include <QPromise>

namespace podium::tests
{
/// A task of somebody else that has a lock, and that no cancel ends until it is let go.
class StubbornHolder
{
public:
    StubbornHolder(UiBench &bench, Lockable &lockable)
        : m_bench(bench)
    {
        m_promise.start();
        TaskOptions options;
        options.startedBy = QStringLiteral("a script");
        options.owners = {QStringLiteral("m")};
        m_task = bench.core.engine.run(QStringLiteral("endless survey"), body(&lockable, m_promise.future()), options);
        m_task.record()->observe();
        bench.advance(std::chrono::milliseconds(1));
    }
    ~StubbornHolder() { letGo(); }
    StubbornHolder(const StubbornHolder &) = delete;
    StubbornHolder &operator=(const StubbornHolder &) = delete;

    const Task<void> &task() const { return m_task; }
    void letGo()
    {
        m_promise.finish();
        for (int i = 0; i < 20 && !m_task.isFinished(); ++i)
            m_bench.settle();
    }

private:
    static Op<void> body(Lockable *lockable, QFuture<void> end)
    {
        const auto guard = co_await lock({lockable}, QStringLiteral("survey of the sample"));
        co_await end;
    }
    UiBench &m_bench;
    QPromise<void> m_promise;
    Task<void> m_task;
};
} // namespace podium::tests
