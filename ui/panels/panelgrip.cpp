// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelgrip.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWidget>

namespace podium::ui
{
PanelGrip::PanelGrip(QWidget *handle) : QObject(handle), m_handle(handle) { handle->installEventFilter(this); }

PanelGrip::~PanelGrip()
{
    if (m_dragging)
        QGuiApplication::restoreOverrideCursor();
}

bool PanelGrip::eventFilter(QObject *watched, QEvent *event)
{
    const auto place = [event] { return static_cast<QMouseEvent *>(event)->globalPosition().toPoint(); };
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        if (static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton) {
            cancel();
            break;
        }
        m_pressed = true;
        m_from = place();
        return true;
    case QEvent::MouseMove:
        return moveTo(place());
    case QEvent::MouseButtonRelease:
        if (static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton)
            break;
        if (end())
            Q_EMIT dropped(place());
        return true;
    case QEvent::KeyPress:
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_dragging) {
            cancel();
            return true;
        }
        break;
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        cancel();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool PanelGrip::moveTo(const QPoint &global)
{
    if (!m_pressed)
        return false;
    if (!m_dragging) {
        if ((global - m_from).manhattanLength() < QApplication::startDragDistance())
            return false;
        m_dragging = true;
        QGuiApplication::setOverrideCursor(Qt::ClosedHandCursor);
        m_handle->grabKeyboard(); // for Esc; the keys of STOP ALL are seen before
    }
    Q_EMIT draggedTo(global);
    return true;
}

bool PanelGrip::end()
{
    m_pressed = false;
    if (!std::exchange(m_dragging, false))
        return false;
    QGuiApplication::restoreOverrideCursor();
    m_handle->releaseKeyboard();
    return true;
}

void PanelGrip::cancel()
{
    if (end())
        Q_EMIT cancelled();
}
} // namespace podium::ui
