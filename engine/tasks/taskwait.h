// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

namespace podium::engine
{
/// co_await task: its value, or its error; Cancelled if it was cancelled.
///
/// Errors: Deadlock when the task is the waiting one or one of its parents, which can never end before it.
/// Cancel: a child is cancelled with its parent and waited for; a task of somebody else is left running.
template <class T>
class [[nodiscard]] TaskWait final : public Wait
{
public:
    TaskWait(std::shared_ptr<ResultRecord<T>> record, TaskCore *waiting) : m_record(std::move(record))
    {
        attach(waiting);
        if (m_record->gate() == waiting->engine().gate())
            m_core = m_record->core();
    }
    ~TaskWait() override { leave(); }

    bool mustComplete() const override { return m_core && m_core->parent() == task() && !m_record->isFinished(); }
    void abort() override
    {
        if (mustComplete())
            return; // it is part of the tree that is being cancelled
        leave();
        wake();
    }
    void blockers(std::vector<TaskCore *> &tasks) const override
    {
        if (m_core)
            tasks.push_back(m_core.get());
    }
    T await_resume()
    {
        m_record->observe();
        throwIfCancelled();
        if (waitsForItself())
            throw Error(ErrorKind::Deadlock, QStringLiteral("%1 waits for itself to end, so it never would.")
                                                 .arg(m_record->info().label));
        return Task<T>(m_record).result();
    }

protected:
    bool ready() override { return m_record->isFinished() || waitsForItself(); }
    void arm() override
    {
        if (m_core) {
            m_core->addJoiner(this);
            m_core->recheckTree();
            return;
        }
        m_record->subscribe(&task()->engine(), [alive = std::weak_ptr(m_alive), this] {
            if (alive.lock())
                wake();
        });
    }

private:
    bool waitsForItself() const { return m_core && (m_core.get() == task() || task()->isBelow(m_core.get())); }
    void leave()
    {
        if (m_core && !isWoken() && isArmed())
            m_core->removeJoiner(this);
    }

    std::shared_ptr<ResultRecord<T>> m_record;
    std::shared_ptr<TaskCore> m_core;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};
} // namespace podium::engine
