// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QTreeView;

namespace podium::ui
{
class HolderCancel;
class LockModel;
class TaskBook;

/// Who waits for whom: the locks, with what can be done about the holder of the selected one, as buttons and as a menu.
/// Enter and a double click show the holder.
class LockPanel : public QWidget
{
    Q_OBJECT

public:
    LockPanel(engine::Views &views, const engine::Client &client, QWidget *parent = nullptr);
    ~LockPanel() override;

    const LockModel &model() const { return *m_model; }
    QTreeView &view() const { return *m_view; }
    HolderCancel &holderCancel() const { return *m_holderCancel; }

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    /// Taking a lock was refused, or a cancel does not end its task.
    void failed(const QString &message);

private:
    const engine::LockInfo *selected() const;
    std::optional<engine::LockHolder> selectedHolder() const;
    void refresh();
    void showHolder();
    void popUp(const QPoint &place);

    TaskBook &m_tasks;
    HolderCancel *m_holderCancel;
    LockModel *m_model;
    QTreeView *m_view;
    QPushButton *m_show;
    QPushButton *m_cancel;
    QPushButton *m_take;
    engine::Subscription m_subscription;
};
} // namespace podium::ui
