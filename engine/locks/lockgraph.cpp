// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockgraph.h"

#include "engine/locks/lockable.h"
#include "engine/locks/lockarbiter.h"
#include "engine/locks/locktext.h"
#include "engine/tasks/taskcore.h"

#include <algorithm>
#include <unordered_map>

namespace podium::engine
{
namespace
{
void addAwaited(const TaskCore &task, std::vector<TaskCore *> &awaited)
{
    if (const auto *wait = task.pending()) {
        if (!task.isCancelling() || wait->mustComplete()) // else it gives up by itself
            wait->blockers(awaited);
    } else if (task.isBodyDone()) {
        for (const auto &child : task.children())
            awaited.push_back(child.get());
    }
}

/// Why one task of the circle waits for the next.
struct Link {
    QString wanted; ///< empty: for its end
    QString held;   ///< empty: it is only ahead
};

Link linkBetween(const TaskCore &task, const TaskCore *next, LockArbiter &arbiter)
{
    const auto *record = arbiter.find(&task);
    if (!record || !record->waiting)
        return {};
    for (const auto &blocker : record->waiting->blockers()) {
        if (blocker.task() != next)
            continue;
        if (!blocker.hold)
            return {blocker.wanted->address(), {}};
        const auto &held = blocker.hold->lockables;
        const auto inTheWay = std::find_if(held.begin(), held.end(), [&](const auto *lockable) {
            return lockable->covers(*blocker.wanted) || blocker.wanted->covers(*lockable);
        });
        return {blocker.wanted->address(), (*inTheWay)->address()};
    }
    return {};
}
} // namespace

std::vector<TaskCore *> circleOfWaits(TaskCore &start)
{
    std::unordered_map<TaskCore *, TaskCore *> reachedFrom;
    std::vector<TaskCore *> reached{&start};
    std::vector<TaskCore *> awaited;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        awaited.clear();
        addAwaited(*reached[i], awaited);
        for (auto *next : awaited) {
            if (next == &start) {
                std::vector<TaskCore *> circle;
                for (auto *at = reached[i]; at != &start; at = reachedFrom[at])
                    circle.push_back(at);
                circle.push_back(&start);
                std::reverse(circle.begin(), circle.end());
                return circle;
            }
            if (reachedFrom.try_emplace(next, reached[i]).second)
                reached.push_back(next);
        }
    }
    return {};
}

Error deadlockError(const std::vector<TaskCore *> &circle, LockArbiter &arbiter)
{
    const auto last = linkBetween(*circle.back(), circle.front(), arbiter);
    auto text = taskName(*circle.front());
    if (!last.held.isEmpty())
        text += QStringLiteral(" holds %1 and").arg(last.held);
    QString where;
    for (std::size_t i = 0; i < circle.size(); ++i) {
        const auto *next = circle[(i + 1) % circle.size()];
        const auto link = linkBetween(*circle[i], next, arbiter);
        if (i == 0)
            where = link.wanted;
        const bool closes = i + 1 == circle.size();
        text += i == 0 ? QStringLiteral(" waits for ") : QStringLiteral(", which waits for ");
        if (link.wanted.isEmpty())
            text += QStringLiteral("the end of %1").arg(taskName(*next));
        else if (link.held.isEmpty())
            text += QStringLiteral("%1 behind %2").arg(link.wanted, taskName(*next));
        else if (closes)
            text += link.wanted;
        else
            text += QStringLiteral("%1, held by %2").arg(link.wanted, taskName(*next));
    }
    text = QStringLiteral("Deadlock: %1. Give back what is held and try again, or take all locks at once.").arg(text);
    return Error(ErrorKind::Deadlock, text, where);
}
} // namespace podium::engine
