// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>

class QWidget;

namespace podium::ui
{
/// Lets a widget be dragged by the mouse, and tells where it is and where it was let go.
///
/// It is no drag of the window system: that runs an event loop of its own, and ends at the window. Esc, another button,
/// and whatever takes the widget or its window away cancel it.
/// Thread: the GUI's.
class PanelGrip : public QObject
{
    Q_OBJECT

public:
    explicit PanelGrip(QWidget *handle);
    ~PanelGrip() override;

    bool isDragging() const { return m_dragging; }

Q_SIGNALS:
    void draggedTo(const QPoint &global);
    void dropped(const QPoint &global);
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool moveTo(const QPoint &global);
    bool escaped(QEvent &event);
    /// Ends the drag; true if there was one.
    bool end();
    void cancel();

    QWidget *m_handle;
    QPoint m_from;
    bool m_pressed = false;
    bool m_dragging = false;
};
} // namespace podium::ui
