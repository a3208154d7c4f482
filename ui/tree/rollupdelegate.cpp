// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/rollupdelegate.h"

#include "ui/style/theme.h"
#include "ui/tree/devicemark.h"
#include "ui/tree/devicetreemodel.h"

#include <QTreeView>

namespace podium::ui
{
RollUpDelegate::RollUpDelegate(QTreeView &view) : QStyledItemDelegate(&view), m_view(view) {}

QString RollUpDelegate::rollUp(const QModelIndex &index) const
{
    const bool isOpen = m_view.isExpanded(index.siblingAtColumn(DeviceTreeModel::DeviceColumn));
    if (isOpen && !index.data(Qt::DisplayRole).toString().isEmpty())
        return {};
    return index.data(DeviceTreeModel::BelowRole).toString();
}

void RollUpDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto text = rollUp(index);
    if (text.isEmpty())
        return;
    option->text = text;
    option->features |= QStyleOptionViewItem::HasDisplay;
    const auto alarm = Alarm(index.data(DeviceTreeModel::SeverityRole).toInt());
    option->palette.setColor(QPalette::Text, Theme::instance().colour(lookOf(alarm).tone));
}
} // namespace podium::ui
