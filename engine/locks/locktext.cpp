// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/locktext.h"

#include "engine/locks/lockable.h"
#include "engine/locks/lockrequest.h"
#include "engine/locks/tasklocks.h"
#include "engine/tasks/taskcore.h"

#include <QStringList>

#include <algorithm>

namespace podium::engine
{
namespace
{
QString seconds(Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'g', 3);
}

QString because(const QString &reason)
{
    return reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(reason);
}

/// The first blocker of each wanted lock; a holder goes before those ahead.
std::vector<LockBlocker> firstBlockers(const LockRequest &request)
{
    std::vector<LockBlocker> firsts;
    for (const auto &blocker : request.blockers()) {
        const auto known = std::find_if(firsts.begin(), firsts.end(),
                                        [&](const auto &first) { return first.wanted == blocker.wanted; });
        if (known == firsts.end())
            firsts.push_back(blocker);
        else if (!known->hold && blocker.hold)
            *known = blocker;
    }
    return firsts;
}
} // namespace

QString taskName(TaskId id, const QString &label)
{
    return label.isEmpty() ? QStringLiteral("#%1").arg(id) : QStringLiteral("#%1 %2").arg(QString::number(id), label);
}

QString taskName(const TaskCore &task)
{
    return taskName(task.id(), task.record().peek().label);
}

LockHolder holderOf(const LockHold &hold, const Lockable &wanted)
{
    const auto &task = *hold.owner->task;
    const auto inTheWay = std::find_if(hold.lockables.begin(), hold.lockables.end(), [&wanted](const auto *held) {
        return held->covers(wanted) || wanted.covers(*held);
    });
    return {task.id(), task.record().peek().label, hold.reason, hold.since, (*inTheWay)->address()};
}

LockInfo lockInfo(const Lockable &lockable)
{
    LockInfo info;
    info.address = lockable.address();
    const bool isShown = !lockable.holds.empty() || lockable.queue.firstExclusive();
    if (const auto holder = isShown ? lockable.holder() : std::nullopt) {
        info.holder = holder->task;
        info.holderLabel = holder->label;
        info.reason = holder->reason;
        info.since = holder->since;
    }
    for (const auto *entry = lockable.queue.first(); entry; entry = entry->next)
        if (entry->mode == LockMode::Exclusive || !lockable.holds.empty())
            info.waiters.push_back(entry->request->owner->task->id());
    return info;
}

LockWaitReport waitReport(const LockRequest &request)
{
    LockWaitReport report;
    for (const auto &blocker : firstBlockers(request)) {
        const auto &address = blocker.wanted->address();
        const auto &task = *blocker.task();
        const auto form = blocker.hold ? QStringLiteral("the lock of %1, held by %2")
                                       : QStringLiteral("the lock of %1, behind %2");
        report.waits.push_back({address, blocker.hold ? task.id() : 0});
        report.text += (report.text.isEmpty() ? QString() : QStringLiteral("; ")) + form.arg(address, taskName(task));
    }
    return report;
}

Error lockTimeout(const LockRequest &request, Duration limit, TimePoint now)
{
    const auto firsts = firstBlockers(request);
    QStringList parts;
    for (const auto &blocker : firsts) {
        const auto &address = blocker.wanted->address();
        const auto name = taskName(*blocker.task());
        if (blocker.hold)
            parts << QStringLiteral("%1 is held by %2 since %3 s%4")
                         .arg(address, name, seconds(now - blocker.hold->since), because(blocker.hold->reason));
        else
            parts << QStringLiteral("%1 is waited for by %2, which came earlier").arg(address, name);
    }
    const auto text = QStringLiteral("No lock within %1 s: %2. Wait longer, cancel the holder, or break its lock.")
                          .arg(seconds(limit), parts.join(QStringLiteral("; ")));
    return Error(ErrorKind::Timeout, text, firsts.empty() ? QString() : firsts.front().wanted->address());
}

Error lockedError(const LockHolder &holder, TimePoint now)
{
    const auto text = QStringLiteral("%1 is locked by %2 since %3 s%4. Wait for it, cancel it, or break its lock.")
                          .arg(holder.address, taskName(holder.task, holder.label), seconds(now - holder.since),
                               because(holder.reason));
    return Error::refused(RefusalKind::Locked, holder.address, text);
}
} // namespace podium::engine
