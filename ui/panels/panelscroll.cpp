// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelscroll.h"

#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"

#include <QScrollBar>

namespace podium::ui
{
namespace
{
const DevicePanel *panelOf(const QWidget *widget)
{
    while (widget && !qobject_cast<const DevicePanel *>(widget))
        widget = widget->parentWidget();
    return static_cast<const DevicePanel *>(widget);
}
} // namespace

bool PanelScroll::isSeen(const QWidget &head) const
{
    return viewport()->rect().contains(QRect(head.mapTo(viewport(), QPoint()), head.size()));
}

bool PanelScroll::focusNextPrevChild(bool next)
{
    auto &bar = *verticalScrollBar();
    const int before = bar.value();
    if (!QScrollArea::focusNextPrevChild(next))
        return false;
    const auto *focus = focusWidget();
    const auto *panel = focus && focus->hasFocus() ? panelOf(focus) : nullptr;
    if (!panel)
        return true;
    auto &head = panel->header();
    if (head.isAncestorOf(focus)) { // it is where it can be seen, and nothing has to be scrolled for it
        bar.setValue(before);
        if (!isSeen(head))
            ensureWidgetVisible(&head, 0, 0);
        return true;
    }
    const int covered = head.mapTo(viewport(), QPoint(0, head.height())).y() - focus->mapTo(viewport(), QPoint()).y();
    if (covered > 0)
        bar.setValue(bar.value() - covered);
    return true;
}
} // namespace podium::ui
