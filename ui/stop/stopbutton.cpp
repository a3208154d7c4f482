// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopbutton.h"

#include "ui/stop/stopmonitor.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace podium::ui
{
namespace
{
constexpr QRgb face = 0xffb3160f;
constexpr QRgb pressedFace = 0xff7d0f0a;

bool isPressKey(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Space || event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

QPolygonF octagon(const QRectF &box)
{
    const double cut = box.width() * 0.2929;
    return {{box.left() + cut, box.top()},     {box.right() - cut, box.top()},    {box.right(), box.top() + cut},
            {box.right(), box.bottom() - cut}, {box.right() - cut, box.bottom()}, {box.left() + cut, box.bottom()},
            {box.left(), box.bottom() - cut},  {box.left(), box.top() + cut}};
}
} // namespace

StopButton::StopButton(StopMonitor &monitor, Size size, QWidget *parent)
    : QAbstractButton(parent)
    , m_monitor(monitor)
    , m_size(size)
{
    setText(tr("STOP ALL"));
    setAccessibleName(tr("STOP ALL"));
    setAccessibleDescription(tr("Stops every device and cancels every task. Keys: Ctrl+K, Shift+Esc."));
    setToolTip(tr("Software stop. Not an emergency stop: use the bench's hardware button.\n"
                  "Stops every device that can stop and cancels every task. Keys: Ctrl+K, Shift+Esc. Again: fast stop."));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { // assistive technology and scripts click
        press();
        letGo();
    });
}

QFont StopButton::captionFont() const
{
    auto caption = font();
    caption.setBold(true);
    caption.setPointSizeF(caption.pointSizeF() * (m_size == Size::Toolbar ? 1.5 : 1.15));
    return caption;
}

int StopButton::iconSide() const { return QFontMetrics(captionFont()).height() + (m_size == Size::Toolbar ? 4 : 0); }

QSize StopButton::sizeHint() const
{
    const QFontMetrics metrics(captionFont());
    const int margin = m_size == Size::Toolbar ? 10 : 6;
    return {iconSide() + metrics.horizontalAdvance(text()) + 3 * margin, iconSide() + 2 * margin - 4};
}

void StopButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setPen(QPen(hasFocus() ? palette().color(QPalette::WindowText) : QColor(isDown() ? pressedFace : face).darker(130),
                        hasFocus() ? 3 : 1));
    painter.setBrush(QColor(isDown() ? pressedFace : face));
    painter.drawRoundedRect(frame, 4, 4);

    const int margin = m_size == Size::Toolbar ? 10 : 6;
    const double side = iconSide();
    const QRectF box(margin, (height() - side) / 2, side, side);
    painter.setPen(QPen(Qt::white, 1.5));
    painter.setBrush(QColor(0x1d2125));
    painter.drawPolygon(octagon(box.adjusted(1, 1, -1, -1)));
    painter.fillRect(box.adjusted(side * 0.28, side * 0.42, -side * 0.28, -side * 0.42), Qt::white);

    painter.setFont(captionFont());
    painter.drawText(QRectF(box.right() + margin, 0, width() - box.right() - margin, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
}

void StopButton::press()
{
    if (m_guard.press(engine::Clock::now(), m_monitor.isLatched()))
        m_monitor.stopAll();
    setDown(true);
}

void StopButton::letGo()
{
    m_guard.release(engine::Clock::now());
    setDown(false);
}

void StopButton::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(event->button() == Qt::LeftButton);
    if (event->isAccepted())
        press();
}

void StopButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        letGo();
}

void StopButton::keyPressEvent(QKeyEvent *event)
{
    event->setAccepted(isPressKey(*event));
    if (event->isAccepted() && !event->isAutoRepeat())
        press();
}

void StopButton::keyReleaseEvent(QKeyEvent *event)
{
    event->setAccepted(isPressKey(*event));
    if (event->isAccepted() && !event->isAutoRepeat())
        letGo();
}
} // namespace podium::ui
