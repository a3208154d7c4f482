// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "engine/record/journalstate.h"

#include <QFuture>
#include <QWidget>

class QLabel;
class QPushButton;
class QTreeView;

namespace podium::ui
{
class TaskModel;
class TaskOrder;

/// The list of tasks with what can be done to them.
class TaskPanel : public QWidget
{
    Q_OBJECT

public:
    /// Views: for the states of the devices in its explanations; null: they are left out.
    explicit TaskPanel(const engine::Client &client, engine::Views *views = nullptr, QWidget *parent = nullptr);
    ~TaskPanel() override;

    const TaskModel &model() const { return *m_model; }
    /// How long tasks of this bench took in earlier sessions, as soon as the journal's rows are there.
    void learnFrom(const QFuture<std::vector<engine::JournalRow>> &former, const QString &bench);
    /// The task that Cancel would cancel: the selected one if it is active, else the newest active one; 0: none.
    engine::TaskId cancelTarget() const;
    /// The task that Pause or Resume would change; 0: the target cannot be paused.
    engine::TaskId pauseTarget() const;
    void cancel();
    void cancelTask(engine::TaskId task);
    /// Cancels the task that the buttons name, even if another would be the target by now.
    void cancelShown();
    void cancelAll();
    void togglePause();
    void clearDone();
    /// Selects the task and brings it into view.
    void showTask(engine::TaskId task);
    /// What the buttons do now, or why they cannot: their tooltips, and those of the menu.
    QString cancelHint() const;
    QString cancelAllHint() const;
    QString pauseHint() const;
    QString clearHint() const;
    /// Finished tasks are in the list.
    bool hasDone() const;
    /// Why the selected task, or one that seems stuck, has not ended.
    QString explanation() const;

Q_SIGNALS:
    /// Another target, or another state of the present one.
    void targetChanged();

private:
    engine::TaskId selected() const;
    void refresh();
    void refreshSoon();
    void openMenu(const QPoint &at);
    void explain();

    engine::Client m_client;
    TaskModel *m_model;
    TaskOrder *m_order;
    engine::Views *m_views;
    QTreeView *m_view;
    QLabel *m_why;
    QPushButton *m_cancel;
    QPushButton *m_pause;
    QPushButton *m_cancelAll;
    QPushButton *m_clear;
    engine::TaskId m_shown = 0; ///< the target that the buttons name
    bool m_refreshWanted = false;
    engine::Subscription m_subscription;
};
} // namespace podium::ui
