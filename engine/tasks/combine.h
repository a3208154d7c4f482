// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/operation.h"

namespace podium::engine
{
/// What becomes of the tasks that anyOf no longer needs.
enum class Losers : quint8 { Leave, Cancel };

namespace detail
{
/// Waits until all members have ended. The first one that decides makes the others unwanted.
///
/// Cancel: goes to the members before the stop actions begin, and is told when all have ended.
class [[nodiscard]] MembersWait final : public Wait
{
public:
    using Members = std::vector<std::shared_ptr<TaskRecord>>;

    enum class Decides { Success, Failure }; ///< Failure: every end but success

    MembersWait(Members members, Decides decides, Losers losers);

    bool mustComplete() const override { return hasRunning(); }
    void cancelBegins() override;
    void abort() override;
    void blockers(std::vector<TaskCore *> &tasks) const override;
    /// The member that decided; none: all ended without.
    std::optional<std::size_t> await_resume() const
    {
        throwIfCancelled();
        return m_decided ? m_decided : firstDecisive();
    }

protected:
    bool ready() override;
    void arm() override;

private:
    bool hasRunning() const;
    bool isDecisive(std::size_t index) const;
    std::optional<std::size_t> firstDecisive() const; ///< also of those whose end has not been told yet
    void memberEnded(std::size_t index);
    void cancelOthers();
    bool isOver() const { return !hasRunning() || (m_decided && m_losers == Losers::Leave); }

    Members m_members;
    Decides m_decides;
    Losers m_losers;
    std::optional<std::size_t> m_decided;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

template <class T>
MembersWait::Members records(const std::vector<Task<T>> &tasks)
{
    MembersWait::Members members;
    for (const auto &task : tasks)
        members.push_back(task.record());
    return members;
}
} // namespace detail

/// The values of all tasks, in their order: co_await allOf(std::move(tasks)).
///
/// Errors: that of the first task that fails (Cancelled: is cancelled by others), after the others were cancelled and ended.
/// Cancel: goes to the tasks, and is told when all of them have ended.
template <class T>
Op<std::vector<T>> allOf(std::vector<Task<T>> tasks)
{
    const auto spoiled =
        co_await detail::MembersWait(detail::records(tasks), detail::MembersWait::Decides::Failure, Losers::Cancel);
    if (spoiled)
        tasks[*spoiled].result(); // throws
    std::vector<T> values;
    for (const auto &task : tasks)
        values.push_back(task.result());
    co_return values;
}

inline Op<void> allOf(std::vector<Task<void>> tasks)
{
    const auto spoiled =
        co_await detail::MembersWait(detail::records(tasks), detail::MembersWait::Decides::Failure, Losers::Cancel);
    if (spoiled)
        tasks[*spoiled].result(); // throws
}

/// The index of the first task that succeeded.
///
/// Errors: when none did, that of the last task; Internal when there are no tasks.
/// Cancel: goes to the tasks, and is told when all of them have ended. Losers::Cancel: the result waits for their end.
template <class T>
Op<std::size_t> anyOf(std::vector<Task<T>> tasks, Losers losers = Losers::Leave)
{
    if (tasks.empty())
        throw Error(ErrorKind::Internal, QStringLiteral("None of no tasks can succeed: give at least one task."));
    const auto winner = co_await detail::MembersWait(detail::records(tasks), detail::MembersWait::Decides::Success, losers);
    if (!winner)
        tasks.back().result(); // throws
    co_return *winner;
}
} // namespace podium::engine
