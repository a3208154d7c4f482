// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/linefield.h"

#include "ui/style/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

namespace podium::ui
{
LineField::LineField(QWidget *parent) : QLineEdit(parent)
{
    connect(&Theme::instance(), &Theme::changed, this, &LineField::updateColours);
}

void LineField::setPending(bool pending)
{
    if (std::exchange(m_pending, pending) != pending)
        update();
}

void LineField::setBlocked(bool blocked)
{
    m_blocked = blocked;
    setReadOnly(blocked);
    setForegroundRole(blocked ? QPalette::PlaceholderText : QPalette::NoRole);
    updateColours();
}

void LineField::updateColours()
{
    setPalette({});
    if (!m_blocked)
        return;
    auto greyed = QApplication::palette(this);
    for (const auto role : {QPalette::Text, QPalette::Base})
        greyed.setColor(role, greyed.color(QPalette::Disabled, role));
    setPalette(greyed);
}

void LineField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (m_pending)
        return;
    m_enteredByMouse = event->reason() == Qt::MouseFocusReason;
    selectAll();
}

void LineField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = makeMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

void LineField::mouseReleaseEvent(QMouseEvent *event)
{
    QLineEdit::mouseReleaseEvent(event);
    if (std::exchange(m_enteredByMouse, false) && !hasSelectedText())
        selectAll();
}

void LineField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const bool framed = hasFrame() && isEnabled() && !isReadOnly() && !hasFocus();
    if (!m_pending && !framed)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_pending) {
        painter.setPen(QPen(Theme::instance().colour(Tone::Busy), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    } else { // the style's own frame cannot be seen in the dark, and a setpoint is not to be taken for a readback
        painter.setPen(Theme::instance().colour(Tone::Line));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
}
} // namespace podium::ui
