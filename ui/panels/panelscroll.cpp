// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelscroll.h"

#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"

#include <QApplication>
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

PanelScroll::PanelScroll(QWidget *parent) : QScrollArea(parent)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

/// Before what it holds goes, which may have the focus.
PanelScroll::~PanelScroll() { disconnect(qApp, nullptr, this, nullptr); }

void PanelScroll::follow(QWidget *focus)
{
    if (!focus || focus->window() != window() || std::exchange(m_focus, focus) == focus)
        return;
    if (widget() && widget()->isAncestorOf(focus) && QGuiApplication::mouseButtons() == Qt::NoButton)
        reveal(*focus);
}

bool PanelScroll::isSeen(const QWidget &head) const
{
    return viewport()->rect().contains(QRect(head.mapTo(viewport(), QPoint()), head.size()));
}

void PanelScroll::reveal(QWidget &widget)
{
    const auto *panel = panelOf(&widget);
    if (!panel)
        return ensureWidgetVisible(&widget);
    auto &head = panel->header();
    if (&head == &widget || head.isAncestorOf(&widget) || widget.isAncestorOf(&head)) {
        if (!isSeen(head))
            ensureWidgetVisible(&head, 0, 0);
        return;
    }
    ensureWidgetVisible(&widget);
    const int covered = head.mapTo(viewport(), QPoint(0, head.height())).y() - widget.mapTo(viewport(), QPoint()).y();
    if (covered > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - covered);
}

void PanelScroll::revealPanel(QWidget &panel)
{
    if (panel.height() <= viewport()->height())
        ensureWidgetVisible(&panel, 0, 0);
    else
        verticalScrollBar()->setValue(panel.y());
}

/// Not as the scroll area does, which would scroll also for what is in a head: the focus is followed wherever it comes from.
bool PanelScroll::focusNextPrevChild(bool next) { return QWidget::focusNextPrevChild(next); } // NOLINT(bugprone-parent-virtual-call)
} // namespace podium::ui
