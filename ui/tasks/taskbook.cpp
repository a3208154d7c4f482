// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskbook.h"

#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
/// Whether one is the other, or its device, or a device above it.
bool covers(const QString &one, const QString &other)
{
    return other.startsWith(one) &&
           (other.size() == one.size() || other[one.size()] == u'.' || other[one.size()] == u'/');
}
} // namespace

TaskBook &TaskBook::of(Views &views, const Client &client)
{
    if (auto *made = views.findChild<TaskBook *>(QString(), Qt::FindDirectChildrenOnly))
        return *made;
    return *new TaskBook(client, &views);
}

TaskBook::TaskBook(const Client &client, QObject *parent)
    : QObject(parent)
{
    m_subscription = client.hub().subscribeTasks(this, [this](const TaskInfo &info) { take(info); });
    m_lockSubscription = client.hub().subscribeLocks(this, [this](const LockInfo &info) { takeLock(info); });
}

const TaskInfo *TaskBook::find(TaskId id) const
{
    const auto found = m_tasks.constFind(id);
    return found == m_tasks.cend() ? nullptr : &found->info;
}

QString TaskBook::nameOf(TaskId id) const
{
    const auto *known = find(id);
    return known ? oneLine(known->label, 60) : tr("task %1").arg(id);
}

std::optional<TimePoint> TaskBook::cancellingSince(TaskId id) const
{
    const auto found = m_tasks.constFind(id);
    return found == m_tasks.cend() ? std::nullopt : found->cancellingSince;
}

int TaskBook::waitersFor(const QString &address) const
{
    return int(std::count_if(m_tasks.cbegin(), m_tasks.cend(), [&](const Entry &entry) {
        return std::any_of(entry.info.waits.begin(), entry.info.waits.end(), [&](const LockWaitInfo &wait) {
            return overlap(wait.address, address);
        });
    }));
}

bool TaskBook::overlap(const QString &one, const QString &other) { return covers(one, other) || covers(other, one); }

std::optional<LockHolder> TaskBook::holderOf(const QString &address) const
{
    const auto found = std::ranges::find_if(m_locks, [&](const LockInfo &info) { return overlap(info.address, address); });
    if (found == m_locks.cend())
        return std::nullopt;
    return LockHolder{found->holder, found->holderLabel, found->reason, found->since, found->address};
}

void TaskBook::takeLock(const LockInfo &info)
{
    if (info.holder)
        m_locks[info.address] = info;
    else
        m_locks.remove(info.address);
    Q_EMIT lockChanged(info.address);
}

void TaskBook::take(const TaskInfo &info)
{
    if (info.isFinished()) {
        if (m_tasks.remove(info.id))
            Q_EMIT ended(info.id);
    } else {
        auto &entry = m_tasks[info.id];
        entry.info = info;
        if (info.state != TaskState::Cancelling)
            entry.cancellingSince.reset();
        else if (!entry.cancellingSince)
            entry.cancellingSince = RefreshClock::instance().now();
    }
    Q_EMIT changed();
}
} // namespace podium::ui
