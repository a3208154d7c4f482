// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/paneldrop.h"

#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimerEvent>

namespace podium::ui
{
namespace
{
constexpr int edge = 32; ///< so near to it, the area scrolls
constexpr int step = 16;
constexpr int periodMs = 30;
} // namespace

PanelDrop::PanelDrop(QScrollArea &area) : QObject(&area), m_area(area), m_line(new QWidget(area.widget()))
{
    m_line->setObjectName(QStringLiteral("dropLine"));
    m_line->setBackgroundRole(QPalette::Highlight);
    m_line->setAutoFillBackground(true);
    m_line->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_line->hide();
}

bool PanelDrop::isShown() const { return !m_line->isHidden(); }

void PanelDrop::showAt(const QRect &line, const QPoint &pointer)
{
    m_pointer = pointer;
    m_line->setGeometry(line);
    m_line->raise();
    m_line->show();
    const bool isAtEdge = pointer.y() < edge || pointer.y() > m_area.viewport()->height() - edge;
    if (isAtEdge && !m_scrolling.isActive())
        m_scrolling.start(periodMs, this);
    else if (!isAtEdge)
        m_scrolling.stop();
}

void PanelDrop::end()
{
    m_line->hide();
    m_scrolling.stop();
}

void PanelDrop::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_scrolling.timerId())
        return QObject::timerEvent(event);
    auto *bar = m_area.verticalScrollBar();
    const int before = bar->value();
    bar->setValue(before + (m_pointer.y() < edge ? -step : step));
    if (bar->value() == before)
        m_scrolling.stop();
    else
        Q_EMIT scrolled(m_pointer);
}
} // namespace podium::ui
