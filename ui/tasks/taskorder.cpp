// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskorder.h"

#include "ui/tasks/taskmodel.h"

namespace podium::ui
{
TaskOrder::TaskOrder(QObject *parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
    sort(0);
}

bool TaskOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto &a = TaskModel::row(left)->info;
    const auto &b = TaskModel::row(right)->info;
    if (left.parent().isValid())
        return a.id < b.id;
    if (a.isFinished() != b.isFinished())
        return b.isFinished();
    if (a.isFinished() && a.finishedAt != b.finishedAt)
        return a.finishedAt > b.finishedAt;
    return a.isFinished() ? a.id > b.id : a.id < b.id;
}
} // namespace podium::ui
