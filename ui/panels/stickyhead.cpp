// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stickyhead.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace podium::ui
{
StickyHead::StickyHead(QWidget &panel, QWidget &head) : QObject(&panel), m_panel(panel), m_head(head)
{
    m_head.setAutoFillBackground(true);
    m_head.installEventFilter(this);
    m_panel.installEventFilter(this);
    followContent();
}

bool StickyHead::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ParentChange && watched == &m_panel)
        followContent();
    else if (event->type() == QEvent::Move || event->type() == QEvent::Resize) // by the layout, or by scrolling
        place();
    return false;
}

void StickyHead::followContent()
{
    if (m_content)
        m_content->removeEventFilter(this);
    m_content = m_panel.parentWidget();
    if (m_content)
        m_content->installEventFilter(this);
    place();
}

void StickyHead::place()
{
    const int home = m_panel.layout()->contentsRect().top();
    const int last = m_panel.height() - home - m_head.height();
    const auto *viewport = m_content ? m_content->parentWidget() : nullptr;
    const bool isScrolled = viewport && qobject_cast<QAbstractScrollArea *>(viewport->parentWidget());
    const int seen = isScrolled ? -(m_content->y() + m_panel.y()) : home;
    const int top = std::clamp(seen, home, std::max(home, last));
    if (top != home)
        m_head.raise(); // rows may have come meanwhile
    m_head.move(m_head.x(), top);
    const bool isAfloat = top != home;
    if (std::exchange(m_isAfloat, isAfloat) != isAfloat)
        Q_EMIT afloatChanged(isAfloat);
}
} // namespace podium::ui
