// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace podium::ui
{
/// The values of a device tree. A row that is collapsed, or has no value of its own, shows what is wrong below it.
class RollUpDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RollUpDelegate(QTreeView &view);

    /// What the row shows now in the place of its own value; empty: its own.
    QString rollUp(const QModelIndex &index) const;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QTreeView &m_view;
};
} // namespace podium::ui
