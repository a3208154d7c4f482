// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/devicemime.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"

#include <QApplication>
#include <QDropEvent>

#include <algorithm>

namespace podium::ui
{
QStringList PanelArea::dropped(const QDropEvent &event) const
{
    const auto devices = devicesIn(event.mimeData());
    const bool isOurs = std::all_of(devices.begin(), devices.end(), [this](const auto &device) { return m_views.bench().find(device); });
    return isOurs ? devices : QStringList();
}

void PanelArea::dragEnterEvent(QDragEnterEvent *event) { dragMoveEvent(event); }

void PanelArea::dragMoveEvent(QDragMoveEvent *event)
{
    if (dropped(*event).isEmpty())
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    showPlace(event->position().toPoint());
}

void PanelArea::dragLeaveEvent(QDragLeaveEvent *) { m_drop->end(); }

void PanelArea::dropEvent(QDropEvent *event)
{
    m_drop->end();
    const auto devices = dropped(*event);
    if (devices.isEmpty())
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    openAt(devices, placeAt(widget()->mapFrom(viewport(), event->position().toPoint())));
    open(devices.front()); // to be seen
}

bool PanelArea::isOver(const QPoint &global) const
{
    const auto *below = QApplication::widgetAt(global); // another window may lie on this one
    return below && (below == viewport() || viewport()->isAncestorOf(below));
}

void PanelArea::dropPanel(DevicePanel &panel, const QPoint &global)
{
    m_drop->end();
    if (isOver(global))
        openAt({panel.device()}, placeAt(widget()->mapFromGlobal(global)));
    else if (!QApplication::widgetAt(global) && !isOut(panel.device()))
        Q_EMIT windowRequested(panel.device(), global);
}
} // namespace podium::ui
