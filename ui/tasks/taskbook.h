// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"

#include <QHash>

namespace podium::ui
{
/// The tasks that have not ended and the locks that they hold, for those who explain or cancel one of them.
/// Thread: the GUI's.
class TaskBook : public QObject
{
    Q_OBJECT

public:
    /// The one that all widgets on these views share; made at the first call, it ends with the views.
    static TaskBook &of(engine::Views &views, const engine::Client &client);

    explicit TaskBook(const engine::Client &client, QObject *parent = nullptr);

    /// Null for a task that has ended, or was not told yet.
    const engine::TaskInfo *find(engine::TaskId id) const;
    /// "move stage/x", or the number of a task that is not known.
    QString nameOf(engine::TaskId id) const;
    /// Empty: it is not being cancelled.
    std::optional<engine::TimePoint> cancellingSince(engine::TaskId id) const;
    /// The tasks that wait for the lock of a thing, of one that covers it, or of one that it covers.
    int waitersFor(const QString &address) const;
    /// Who has such a lock, so that whoever wants this one has to wait for it.
    std::optional<engine::LockHolder> holderOf(const QString &address) const;
    /// Whether one of two things is the other, or is covered by its lock.
    static bool overlap(const QString &one, const QString &other);

Q_SIGNALS:
    /// A task was told for the first time, or differs, or has ended.
    void changed();
    void ended(podium::engine::TaskId id);
    void lockChanged(const QString &address);

private:
    struct Entry {
        engine::TaskInfo info;
        std::optional<engine::TimePoint> cancellingSince;
    };
    void take(const engine::TaskInfo &info);
    void takeLock(const engine::LockInfo &info);

    QHash<engine::TaskId, Entry> m_tasks;
    QHash<QString, engine::LockInfo> m_locks; ///< those that are held
    engine::Subscription m_subscription;
    engine::Subscription m_lockSubscription;
};
} // namespace podium::ui
