// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/taskinfo.h"

#include <QStyledItemDelegate>

namespace podium::ui
{
class TaskModel;

/// Draws one task: drawing, label, elapsed and expected time and a cross that cancels; progress, hatched where it is guessed;
/// what it does, waits for and holds.
class TaskDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    TaskDelegate(const TaskModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *items, const QStyleOptionViewItem &option, const QModelIndex &index) override;

Q_SIGNALS:
    void cancelRequested(podium::engine::TaskId task);

private:
    static QRect crossOf(const QStyleOptionViewItem &option);

    const TaskModel &m_model;
};
} // namespace podium::ui
