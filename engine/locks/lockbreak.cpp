// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/locktable.h"

#include "engine/locks/lockable.h"
#include "engine/locks/lockarbiter.h"
#include "engine/locks/locktext.h"
#include "engine/tasks/engine.h"

#include <algorithm>

/// The table's part that takes locks away.
namespace podium::engine
{
void LockTable::breakLock(const QString &address, const QString &by, std::optional<TaskId> holder)
{
    const auto *lockable = find(address);
    if (!lockable)
        throw Error::refused(
            RefusalKind::Unknown, address,
            QStringLiteral("%1 is no device and no parameter of this bench, so it has no lock to break.").arg(address));
    const auto *covering = lockable->coveringHold();
    if (!covering)
        throw Error::refused(RefusalKind::State, address,
                             QStringLiteral("Nobody holds the lock of %1; there is nothing to break.").arg(address));
    while (lockable->holds.empty())
        lockable = lockable->parent();
    const auto isMeant = [holder](const LockHold *hold) { return !holder || hold->owner->task->id() == *holder; };
    if (std::none_of(lockable->holds.begin(), lockable->holds.end(), isMeant))
        throw Error::refused(RefusalKind::State, address,
                             QStringLiteral("Task %1 does not hold the lock of %2 any more, so nothing is taken away; %3 has it now.")
                                 .arg(QString::number(*holder), address, taskName(*lockable->holds.front()->owner->task)));

    std::vector<quint64> numbers;
    std::vector<std::shared_ptr<TaskCore>> holders;
    for (auto *hold : lockable->holds) {
        if (hold->brokenBy)
            continue; // somebody was quicker
        hold->brokenBy = by;
        numbers.push_back(hold->number);
        holders.push_back(hold->owner->task->shared_from_this());
    }
    if (numbers.empty())
        return;
    const auto held = lockable->address();
    for (const auto &task : holders)
        Q_EMIT lockBroken(held, task->id(), by, false);
    for (const auto &task : holders)
        task->requestCancel(CancelReason::User);
    m_engine->at(m_engine->now() + m_engine->stopDeadline(), [table = QPointer(this), held, numbers] {
        const auto revokeLater = [table, held, numbers] {
            if (table)
                table->revoke(held, numbers);
        };
        if (table) // first let those unwind whose stop has just met its own deadline
            table->m_engine->gate()->post(revokeLater);
    });
    m_engine->scheduler().afterCall();
}

void LockTable::revoke(const QString &address, const std::vector<quint64> &numbers)
{
    const auto *lockable = find(address);
    if (!lockable)
        return;
    std::vector<LockHold *> left;
    std::copy_if(lockable->holds.begin(), lockable->holds.end(), std::back_inserter(left),
                 [&numbers](const auto *hold) {
                     return std::find(numbers.begin(), numbers.end(), hold->number) != numbers.end();
                 });
    std::vector<std::pair<TaskId, QString>> losers;
    for (auto *hold : left) {
        losers.emplace_back(hold->owner->task->id(), *hold->brokenBy);
        m_arbiter->revoke(*hold);
    }
    for (const auto &[holder, by] : losers)
        Q_EMIT lockBroken(address, holder, by, true);
}

std::optional<QString> LockTable::revokedBy(const TaskCore *task, const Lockable &lockable) const
{
    const auto *root = task ? m_arbiter->find(task->root()) : nullptr;
    if (!root)
        return std::nullopt;
    for (const auto &revoked : root->treeRevoked)
        for (const auto *lost : revoked.lockables)
            if (lost->covers(lockable) || lockable.covers(*lost))
                return revoked.by;
    return std::nullopt;
}

void LockTable::requireHeld(const TaskCore *task, const Lockable &lockable) const
{
    const auto &address = lockable.address();
    if (const auto by = revokedBy(task, lockable)) {
        const auto text =
            QStringLiteral("%1 is not written: %2 broke the lock that %3 had on it. Start the task again.")
                .arg(address, *by, taskName(*task));
        throw Error::refused(RefusalKind::Locked, address, text);
    }
    if (const auto holder = lockable.conflict(task))
        throw lockedError(*holder, m_engine->now());
}
} // namespace podium::engine
