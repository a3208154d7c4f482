// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockinfo.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

namespace podium::engine
{
class Engine;
class Lockable;
class LockArbiter;
class TaskCore;

/// All lockables of an engine: what is held, who waits, and the right to break a lock.
///
/// It writes into each task's snapshot what the task holds and waits for (the engine's annotator).
/// Thread: engine; it and the engine may go in either order.
class LockTable : public QObject
{
    Q_OBJECT

public:
    explicit LockTable(Engine &engine);
    ~LockTable() override;

    /// The locks that are held or waited for, by address.
    std::vector<LockInfo> locks() const;
    /// Null when there is no such lockable.
    Lockable *find(const QString &address) const { return m_lockables.value(address); }

    /// Cancels the tasks that hold the lock of this address or of what covers it. A task that has not ended after the
    /// engine's stop deadline loses the lock.
    /// Holder: the task that is meant; none: whoever it is.
    /// Errors: Refused, at once, when the address is unknown, nobody holds its lock, or another task than the one meant.
    void breakLock(const QString &address, const QString &by, std::optional<TaskId> holder = {});
    /// Who had a lock of the task's tree revoked that overlaps this; empty if nobody did. A null task has none.
    std::optional<QString> revokedBy(const TaskCore *task, const Lockable &lockable) const;
    /// Every write path calls this last; the stop path does not. A null task holds nothing.
    /// Errors: Refused (Locked) when the tree's lock was revoked, naming by whom, or when another tree holds it.
    void requireHeld(const TaskCore *task, const Lockable &lockable) const;

    // --- for this folder
    void add(Lockable &lockable);
    void remove(Lockable &lockable);
    LockArbiter &arbiter() const { return *m_arbiter; }

Q_SIGNALS:
    /// A lock was taken or given back, or a waiter came or went.
    void lockChanged(const podium::engine::LockInfo &info);
    /// Somebody broke a foreign lock: once when its holder is cancelled, and again if it had to be revoked.
    void lockBroken(const QString &address, podium::engine::TaskId holder, const QString &by, bool revoked);

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    void annotate(const TaskCore &task, TaskInfo &info) const;
    void revoke(const QString &address, const std::vector<quint64> &holds);
    void tell(const std::vector<Lockable *> &changed);

    QPointer<Engine> m_engine;
    std::shared_ptr<LockArbiter> m_arbiter;
    QHash<QString, Lockable *> m_lockables;
};
} // namespace podium::engine
