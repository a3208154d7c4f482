// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/combine.h"

#include <algorithm>

namespace podium::engine::detail
{
MembersWait::MembersWait(Members members, Decides decides, Losers losers)
    : m_members(std::move(members))
    , m_decides(decides)
    , m_losers(losers)
{
    for (const auto &member : m_members)
        member->observe();
}

bool MembersWait::hasRunning() const
{
    return std::any_of(m_members.begin(), m_members.end(), [](const auto &member) { return !member->isFinished(); });
}

bool MembersWait::ready()
{
    for (std::size_t i = 0; i < m_members.size(); ++i)
        if (m_members[i]->isFinished())
            memberEnded(i);
    return isOver();
}

void MembersWait::arm()
{
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (m_members[i]->isFinished()) { // one in another thread, since ready(), or known already
            memberEnded(i);
            continue;
        }
        m_members[i]->subscribe(&task()->engine(), [alive = std::weak_ptr(m_alive), this, i] {
            if (!alive.lock())
                return;
            memberEnded(i); // on a virtual engine it may run the waiting task, which destroys this
            if (alive.lock() && isOver())
                wake();
        });
    }
    if (task()->isCancelling())
        abort();
    else if (isOver())
        wake(); // a member in another thread ended meanwhile
}

bool MembersWait::isDecisive(std::size_t index) const
{
    const auto &member = *m_members[index];
    return member.isFinished() && member.peek().succeeded() == (m_decides == Decides::Success);
}

std::optional<std::size_t> MembersWait::firstDecisive() const
{
    for (std::size_t i = 0; i < m_members.size(); ++i)
        if (isDecisive(i))
            return i;
    return {};
}

void MembersWait::memberEnded(std::size_t index)
{
    if (m_decided || !isDecisive(index))
        return;
    m_decided = index;
    if (m_losers == Losers::Cancel)
        cancelOthers();
}

void MembersWait::cancelOthers()
{
    const auto gate = task()->engine().gate();
    for (const auto &member : Members(m_members)) { // a copy: on a virtual engine a cancel may end this wait
        const auto core = member->gate() == gate ? member->core() : nullptr;
        if (core)
            core->requestCancel(CancelReason::Parent); // a virtual engine does not run in the midst of this
        else
            member->cancel(CancelReason::Parent);
    }
}

void MembersWait::cancelBegins()
{
    cancelOthers();
}

void MembersWait::abort()
{
    const std::weak_ptr alive = m_alive;
    cancelOthers();
    if (!alive.expired() && !hasRunning())
        wake();
}

void MembersWait::blockers(std::vector<TaskCore *> &tasks) const
{
    for (const auto &member : m_members)
        if (member->gate() == task()->engine().gate())
            if (const auto core = member->core())
                tasks.push_back(core.get());
}
} // namespace podium::engine::detail
