// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"

#include <QWidget>

class QPushButton;
class QTreeView;

namespace podium::ui
{
class LockModel;
class TaskModel;

/// Who waits for whom: the locks, with what can be done about the holder of the selected one.
class LockPanel : public QWidget
{
    Q_OBJECT

public:
    LockPanel(const engine::Client &client, const TaskModel &tasks, QWidget *parent = nullptr);
    ~LockPanel() override;

    const LockModel &model() const { return *m_model; }

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    /// Breaking was refused.
    void failed(const QString &message);

private:
    const engine::LockInfo *selected() const;
    void refresh();
    void askToBreak();

    engine::Client m_client;
    LockModel *m_model;
    QTreeView *m_view;
    QPushButton *m_show;
    QPushButton *m_cancel;
    QPushButton *m_break;
    engine::Subscription m_subscription;
};
} // namespace podium::ui
