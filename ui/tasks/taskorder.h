// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace podium::ui
{
/// Active tasks first, in the order in which they came; then the finished ones, the last first. Children stay in order.
class TaskOrder : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TaskOrder(QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};
} // namespace podium::ui
