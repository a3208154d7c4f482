// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/imagecanvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

/// How an ImageCanvas follows keys and mouse.
namespace podium::ui
{
namespace
{
constexpr int bigStep = 10; ///< pixels, with Shift
} // namespace

std::optional<QPoint> ImageCanvas::pixel() const { return m_pixel ? std::optional(*m_pixel + QPoint(1, 1)) : std::nullopt; }

QString ImageCanvas::pixelText() const
{
    if (!m_pixel)
        return {};
    return tr("x %1, y %2: %3")
        .arg(QString::number(m_pixel->x() + 1), QString::number(m_pixel->y() + 1),
             sampleText(m_image, m_image.sample(m_pixel->x(), m_pixel->y())));
}

void ImageCanvas::look(std::optional<QPoint> pixel, bool byKey)
{
    if (pixel == m_pixel && byKey == m_isByKey)
        return;
    if (byKey || m_isByKey)
        viewport()->update(); // its frame is painted
    m_pixel = pixel;
    m_isByKey = byKey;
    describe();
    Q_EMIT pixelChanged();
}

void ImageCanvas::step(int dx, int dy)
{
    if (m_image.isEmpty())
        return;
    auto next = m_pixel ? *m_pixel + QPoint(dx, dy) : QPoint(m_image.width() / 2, m_image.height() / 2);
    next.setX(std::clamp(next.x(), 0, m_image.width() - 1));
    next.setY(std::clamp(next.y(), 0, m_image.height() - 1));
    look(next, true);
    const auto follow = [](QScrollBar &bar, int from, int to, int seen) {
        if (from < 0)
            bar.setValue(bar.value() + from);
        else if (to > seen)
            bar.setValue(bar.value() + to - seen);
    };
    const auto place = placeOf(*pixel()).adjusted(-bigStep, -bigStep, bigStep, bigStep);
    follow(*horizontalScrollBar(), place.left(), place.right(), viewport()->width());
    follow(*verticalScrollBar(), place.top(), place.bottom(), viewport()->height());
}

void ImageCanvas::keyPressEvent(QKeyEvent *event)
{
    const auto modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    const int far = event->modifiers() & Qt::ShiftModifier ? bigStep : 1;
    if (modifiers == Qt::NoModifier)
        switch (event->key()) {
        case Qt::Key_Left:
            return step(-far, 0);
        case Qt::Key_Right:
            return step(far, 0);
        case Qt::Key_Up:
            return step(0, far);
        case Qt::Key_Down:
            return step(0, -far);
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (isZoomable() || m_image.isEmpty())
                break;
            Q_EMIT openRequested();
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal: // the same key without Shift on many keyboards
            if (isZoomable())
                return zoomIn();
            break;
        case Qt::Key_Minus:
            if (isZoomable())
                return zoomOut();
            break;
        case Qt::Key_0:
            if (isZoomable())
                return fit();
            break;
        case Qt::Key_1:
            if (isZoomable())
                return actualSize();
            break;
        default:
            break;
        }
    event->ignore(); // else the scroll area would keep the paging keys of the panel around it
}

void ImageCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::LeftButton && isZoomable()) {
        const auto by = event->pos() - m_grip;
        m_grip = event->pos();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
    }
    const QPointF at = (event->position() - origin()) / scale();
    const QPoint from(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
    const bool isInside = QRect(0, 0, m_image.width(), m_image.height()).contains(from);
    if (isInside)
        look(QPoint(from.x(), m_image.height() - 1 - from.y()), false);
    else
        look({}, false);
}

void ImageCanvas::mousePressEvent(QMouseEvent *event) { m_grip = event->pos(); }

void ImageCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !isZoomable() && !m_image.isEmpty())
        Q_EMIT openRequested();
}

/// With Ctrl it zooms, a step for each notch; a fitted one leaves the wheel to what it stands in.
void ImageCanvas::wheelEvent(QWheelEvent *event)
{
    if (!isZoomable())
        return event->ignore();
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    constexpr int notch = QWheelEvent::DefaultDeltasPerStep;
    m_turned += event->angleDelta().y();
    for (; m_turned >= notch; m_turned -= notch)
        zoomIn();
    for (; m_turned <= -notch; m_turned += notch)
        zoomOut();
}

bool ImageCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && !m_isByKey)
        look({}, false);
    return QAbstractScrollArea::viewportEvent(event);
}
} // namespace podium::ui
