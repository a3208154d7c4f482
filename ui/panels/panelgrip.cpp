// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelgrip.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWidget>

namespace podium::ui
{
PanelGrip::PanelGrip(QWidget *handle) : QObject(handle), m_handle(handle) { handle->installEventFilter(this); }

PanelGrip::~PanelGrip() { end(); }

bool PanelGrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_handle)
        return m_dragging && escaped(*event);
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
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        cancel();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

/// Of any key event of the program: the focus stays where it is while this drags, and with it what a held key does.
bool PanelGrip::escaped(QEvent &event)
{
    if (event.type() != QEvent::KeyPress && event.type() != QEvent::ShortcutOverride)
        return false;
    const auto &key = static_cast<const QKeyEvent &>(event);
    if (key.key() != Qt::Key_Escape || key.modifiers() != Qt::NoModifier)
        return false; // Shift+Esc is one of the keys of STOP ALL
    event.accept();
    if (event.type() == QEvent::KeyPress)
        cancel();
    return true;
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
        QCoreApplication::instance()->installEventFilter(this); // for Esc
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
    QCoreApplication::instance()->removeEventFilter(this);
    return true;
}

void PanelGrip::cancel()
{
    if (end())
        Q_EMIT cancelled();
}
} // namespace podium::ui
