// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/chain.h"
#include "engine/tasks/taskrecord.h"

#include <QFuture>

namespace podium::engine
{
/// One running of an operation, as everybody may hold it: shared, valid at once, from any thread.
///
/// Dropping the last handle detaches, it never cancels. A failure that nobody looked at is logged once.
/// Thread: any, but co_await on the engine thread only.
template <class T = void>
class Task
{
public:
    using Value = T;

    Task() = default;
    explicit Task(std::shared_ptr<ResultRecord<T>> record) : m_record(std::move(record)) {}

    bool isValid() const { return m_record != nullptr; }
    TaskId id() const { return m_record->id(); }
    TaskInfo info() const { return m_record->info(); }
    bool isFinished() const { return m_record->isFinished(); }

    /// Idempotent; the task is told Cancelled only when its stop was confirmed or the stop's deadline has passed.
    void cancel(CancelReason reason = CancelReason::User) const { m_record->cancel(reason); }
    /// False once the task has settled.
    bool setDeadline(const Deadline &deadline) const { return m_record->setDeadline(deadline); }
    /// Errors: Refused on the GUI and the engine thread. Returns whether the task has finished within the limit.
    bool wait(Duration limit) const { return m_record->wait(limit); }

    /// Errors: the task's own, Cancelled, or Internal when it has not finished.
    T result() const
    {
        if (!isFinished())
            throw Error(ErrorKind::Internal, QStringLiteral("Task %1 has not finished, so it has no result.").arg(id()));
        m_record->observe();
        if (const auto error = m_record->error())
            std::rethrow_exception(error);
        const auto &ended = m_record->peek();
        if (ended.outcome == Outcome::Cancelled)
            throw Cancelled{ended.reason.value_or(CancelReason::User)};
        if constexpr (!std::is_void_v<T>)
            return m_record->value();
    }

    /// Promise chaining: at most one of done and failed runs, later, in the context's thread, once.
    ///
    /// done(value) and failed(error) may return a value, nothing, or a Task whose outcome, progress and cancel are then the
    /// derived handle's. failed may ask for an exception type and is skipped for others; returning normally recovers.
    /// A null handler passes on what it would have received. Cancellation passes through; cancelling the derived handle
    /// cancels this task. A context that is gone: the derived handle is Cancelled.
    template <class Done, class Failed = std::nullptr_t, class OnProgress = std::nullptr_t>
    auto then(QObject *context, Done done, Failed failed = nullptr, OnProgress progress = nullptr) const
    {
        using Result = chain::ResultOf<T, Done>;
        auto derived = std::make_shared<ResultRecord<Result>>(m_record->gate());
        chain::link<T, Result>(context, m_record, derived, std::move(done), std::move(failed), std::move(progress));
        return Task<Result>(derived);
    }

    /// Calls handler(const TaskInfo &) in the context's thread when the task has finished, whatever its outcome.
    template <class Handler>
    void finally(QObject *context, Handler handler) const
    {
        m_record->observe();
        m_record->subscribe(context, [record = m_record, handler = std::move(handler)] { handler(record->info()); });
    }

    /// The edge to QFuture: cancelling the future cancels the task.
    QFuture<T> future() const { return chain::toFuture<T>(m_record); }

    const std::shared_ptr<ResultRecord<T>> &record() const { return m_record; }

private:
    std::shared_ptr<ResultRecord<T>> m_record;
};
} // namespace podium::engine
