// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockinfo.h"
#include "engine/locks/lockqueue.h"

#include <optional>

namespace podium::engine
{
class LockTable;
class TaskCore;
struct LockHold;

/// Something that one task tree at a time may have for itself: a device or a parameter. Its lock covers all below it.
///
/// Destroyed while it is held or waited for, it drops out of the guards, and the waits for it fail with Disconnected.
/// A parent that goes first leaves what was below it on its own.
/// Thread: engine.
class Lockable
{
public:
    Lockable(LockTable &table, QString address, Lockable *parent = nullptr);
    ~Lockable();
    Lockable(const Lockable &) = delete;
    Lockable &operator=(const Lockable &) = delete;

    const QString &address() const { return m_address; }
    Lockable *parent() const { return m_parent; }
    /// Null when the table has gone.
    LockTable *table() const { return m_table; }
    /// True for itself and for all below it.
    bool covers(const Lockable &other) const;

    /// Who has this, by its own lock or by one above it.
    std::optional<LockHolder> holder() const;
    /// Who keeps the task from having this: another tree that holds it, something above it or something below it.
    /// A null task stands for somebody who holds nothing.
    std::optional<LockHolder> conflict(const TaskCore *task) const;

    // --- for this folder
    /// What keeps the tree of this root from having it, null if nothing does.
    const LockHold *obstacle(const TaskCore *root) const;
    /// True if the tree of this root has it, by its own lock or by one above it.
    bool isCoveredBy(const TaskCore *root) const;
    /// True if the tree of this root holds something below it.
    bool isHeldBelowBy(const TaskCore *root) const;
    /// The lock that covers this, its own or one above it, null if nobody has it.
    const LockHold *coveringHold() const;
    void detach() { m_table = nullptr; }

    std::vector<LockHold *> holds; ///< of one tree: the holds of this very lock
    std::vector<LockHold *> below; ///< the holds of locks below it, once for each such lock
    LockQueue queue;
    bool isStale = false; ///< what its waiters show is to be told anew

private:
    LockTable *m_table;
    QString m_address;
    Lockable *m_parent;
    std::vector<Lockable *> m_children;
};
} // namespace podium::engine
