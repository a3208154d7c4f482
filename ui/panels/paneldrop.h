// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>
#include <QPoint>

class QRect;
class QScrollArea;
class QWidget;

namespace podium::ui
{
/// While something is dragged over an area that scrolls: a line where it would land, and near the edges it scrolls on.
/// Thread: the GUI's.
class PanelDrop : public QObject
{
    Q_OBJECT

public:
    explicit PanelDrop(QScrollArea &area);

    /// The line in the content's coordinates, the pointer in the viewport's.
    void showAt(const QRect &line, const QPoint &pointer);
    void end();
    bool isShown() const;

Q_SIGNALS:
    /// The content moved below the pointer, which stands still.
    void scrolled(const QPoint &pointer);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QScrollArea &m_area;
    QWidget *m_line;
    QPoint m_pointer;
    QBasicTimer m_scrolling;
};
} // namespace podium::ui
