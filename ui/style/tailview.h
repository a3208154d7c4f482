// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace podium::ui
{
/// A list that grows at its end and may lose what is old at its begin. At the end it stays at the end; scrolled up by a person
/// it keeps the same row on top, as long as there is that row, until somebody scrolls to the end again.
/// Thread: the GUI's.
class TailView : public QTreeView
{
    Q_OBJECT

public:
    explicit TailView(QWidget *parent = nullptr);

    bool isAtEnd() const { return m_isAtEnd; }
    void setModel(QAbstractItemModel *model) override;
    /// To the end, as at first.
    void reset() override;
    /// Not while lines go: the current one may be among them, and the next would be brought into view.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

protected:
    void updateGeometries() override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void scrolled(int value);
    void keepPlace();

    bool m_isAtEnd = true;
    bool m_isLayingOut = false;
    bool m_isLosing = false;
    int m_gone = 0; ///< rows that went at the begin since they were laid out
    QMetaObject::Connection m_removals;
    QPersistentModelIndex m_top; ///< what is to stay on top
};
} // namespace podium::ui
