// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/tailview.h"

#include <QScrollBar>

#include <algorithm>

namespace podium::ui
{
TailView::TailView(QWidget *parent) : QTreeView(parent)
{
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setVerticalScrollMode(ScrollPerItem); // the value of the scroll bar is the row on top
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TailView::scrolled);
}

void TailView::setModel(QAbstractItemModel *wanted)
{
    disconnect(m_removals);
    QTreeView::setModel(wanted);
    if (wanted)
        m_removals = connect(wanted, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
            m_isLosing = false;
            if (first == 0)
                m_gone += last + 1;
        });
}

void TailView::reset()
{
    m_isAtEnd = true;
    m_top = QModelIndex();
    m_gone = 0;
    m_isLosing = false;
    QTreeView::reset();
}

void TailView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (m_isLosing)
        return;
    QTreeView::scrollTo(index, hint);
    if (index.isValid() && index.row() == model()->rowCount() - 1) // which the tree shows without being at its end
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TailView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_isLosing = true;
    QTreeView::rowsAboutToBeRemoved(parent, first, last);
}

void TailView::scrolled(int value)
{
    if (m_isLayingOut)
        return;
    m_isAtEnd = value >= verticalScrollBar()->maximum();
    m_top = m_isAtEnd || !model() ? QModelIndex() : model()->index(std::max(0, value - m_gone), 0);
}

/// Called after each layout, before it is painted.
void TailView::updateGeometries()
{
    m_isLayingOut = true;
    QTreeView::updateGeometries(); // which may move the bar
    keepPlace();
    m_isLayingOut = false;
}

void TailView::keepPlace()
{
    auto *bar = verticalScrollBar();
    const int gone = std::exchange(m_gone, 0);
    if (m_isAtEnd || bar->maximum() == 0) {
        m_isAtEnd = true;
        bar->setValue(bar->maximum());
        return;
    }
    if (!m_top.isValid() && model())
        m_top = model()->index(std::max(0, bar->value() - gone), 0);
    bar->setValue(m_top.row());
}
} // namespace podium::ui
