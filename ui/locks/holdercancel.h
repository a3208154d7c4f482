// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/tasks/taskbook.h"

#include <QMessageBox>

#include <functional>

namespace podium::ui
{
/// Frees a lock that somebody else's task holds, in two steps that are each asked for: the task is cancelled; and only if
/// that has not ended it in time, its lock is taken away. A question names the task, who started it, and what it moves; its
/// default is to leave all as it is, and it closes by itself when the task has ended.
/// Errors: none; what cannot be done is told by failed().
/// Thread: the GUI's.
class HolderCancel : public QObject
{
    Q_OBJECT

public:
    /// The questions belong to the window of the widget, which owns this.
    HolderCancel(const engine::Client &client, TaskBook &tasks, QWidget *owner);
    ~HolderCancel() override;

    void askToCancel(const engine::LockHolder &holder);
    void askToTakeLock(const engine::LockHolder &holder);
    /// Its cancel was asked for, by whomever, so long ago that every stop has met its deadline.
    bool isOverdue(engine::TaskId task) const;
    QMessageBox *question() const { return m_question; }

Q_SIGNALS:
    /// A cancel that was asked for here has not ended its task in time.
    void overdue(const podium::engine::LockHolder &holder);
    /// Taking the lock was refused.
    void failed(const QString &message);

private:
    void ask(const engine::LockHolder &holder, const QString &title, const QString &text, const QString &act,
             const std::function<void()> &agreed);
    QString whoItIs(const engine::LockHolder &holder) const;
    void watch(const engine::LockHolder &holder);

    engine::Client m_client;
    TaskBook &m_tasks;
    QWidget &m_owner;
    QPointer<QMessageBox> m_question;
    std::optional<engine::LockHolder> m_watched;
};
} // namespace podium::ui
