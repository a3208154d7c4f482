// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockinfo.h"

#include <QAbstractTableModel>

#include <vector>

namespace podium::ui
{
class TaskBook;

/// Who holds what, since when and why, and who waits for it, in the order in which they come to it. A lock that is free and that nobody waits for is not listed.
/// Thread: the GUI's.
class LockModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { What, Holder, Since, Waiting, ColumnCount };

    explicit LockModel(const TaskBook &tasks, QObject *parent = nullptr);

    void take(const engine::LockInfo &info);
    const engine::LockInfo &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The ages have grown.
    void refreshAges();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const engine::LockInfo &info, int column) const;
    QString holderText(const engine::LockInfo &info) const;
    QString explanation(const engine::LockInfo &info) const;

    const TaskBook &m_tasks;
    std::vector<engine::LockInfo> m_rows;
};
} // namespace podium::ui
