// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/style/icons.h"

#include <QPointer>
#include <QPushButton>

namespace podium::ui
{
/// The button that starts something and becomes the Cancel of what it started; its size is that of both.
///
/// A press means what the button showed when the finger went down, or just before: a Cancel that comes too late never
/// starts anything.
class TaskButton : public QPushButton
{
    Q_OBJECT

public:
    TaskButton(Icon icon, const QString &text, QWidget *parent = nullptr);

    /// From now on, until all followed tasks have finished, this is the Cancel of the newest of them.
    void follow(const engine::Task<engine::Value> &task);
    bool isBusy() const { return !m_tasks.empty(); }
    bool follows(engine::TaskId task) const;
    /// Of all that it follows.
    void cancelAll() const;
    /// Why it cannot start anything now; empty: it can. It can always cancel.
    void setBlocked(const QString &why);
    /// Who gets the keyboard when this has it and becomes disabled; else Qt gives it to the next control, whatever that starts.
    void setFocusHeir(QWidget *heir) { m_heir = heir; }
    /// What it does, for the tooltip.
    void setExplanation(const QString &text);

    QSize sizeHint() const override;

Q_SIGNALS:
    void startRequested();
    /// A followed task has ended.
    void finished(const podium::engine::TaskInfo &task);

private:
    void aim();
    void act();
    void ended(const engine::TaskInfo &task);
    void updateLook();

    Icon m_icon;
    QString m_text;
    QString m_explanation;
    QString m_blocked;
    std::vector<engine::Task<engine::Value>> m_tasks;
    std::optional<engine::TimePoint> m_freeSince; ///< when it last ceased to be a Cancel
    QPointer<QWidget> m_heir;
    bool m_meansCancel = false;                   ///< of the press that is under way
};
} // namespace podium::ui
