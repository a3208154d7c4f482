// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/receiptlist.h"

#include "ui/stop/receiptmodel.h"

#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace podium::ui
{
ReceiptList::ReceiptList(StopMonitor &monitor, QWidget *parent)
    : QWidget(parent)
    , m_model(new ReceiptModel(monitor, this))
    , m_view(new QTreeView)
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Stops: the last one of each device"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const auto metrics = m_view->fontMetrics();
    auto *header = m_view->header();
    for (int column = 0; column < ReceiptModel::ColumnCount; ++column) {
        const auto title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int least = column == ReceiptModel::Device ? 18 : column == ReceiptModel::State ? 25 : column == ReceiptModel::Steps ? 40 : 14;
        const auto sample = column == ReceiptModel::Requested ? QStringLiteral("00:00:00.000") : title;
        header->resizeSection(column, std::max(metrics.horizontalAdvance(sample) + 20, metrics.averageCharWidth() * least));
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
}
} // namespace podium::ui
