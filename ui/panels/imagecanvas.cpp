// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/imagecanvas.h"

#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace podium::ui
{
namespace
{
constexpr double smallestZoom = 1.0 / 64;
constexpr double largestZoom = 64;
} // namespace

ImageCanvas::ImageCanvas(Use use, QWidget *parent) : QAbstractScrollArea(parent), m_use(use)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    layOut();
    tell();
}

void ImageCanvas::setImage(const engine::Image &image)
{
    if (image == m_image)
        return;
    const bool isOtherSize = image.width() != m_image.width() || image.height() != m_image.height();
    m_image = image;
    m_contrast = contrastOf(image);
    if (isOtherSize)
        look({}, false);
    layOut();
    tell();
    Q_EMIT pixelChanged(); // the same pixel has another value
}

void ImageCanvas::setLook(const Look &look)
{
    m_look = look;
    viewport()->update();
}

void ImageCanvas::tell()
{
    describe();
    if (m_image.isEmpty()) {
        setToolTip(tr("There is no picture yet."));
        return;
    }
    QStringList lines{imageSummary(m_image)};
    lines << tr("Black is %1, white is %2: of the samples %3 % are below, and as many above.")
                 .arg(sampleText(m_image, m_contrast.black), sampleText(m_image, m_contrast.white), QString::number(Contrast::outside));
    lines << tr("Pixels count from 1, from the lower left corner, x to the right and y upwards, as in FITS.");
    lines << (isZoomable() ? tr("+ and \u2212 zoom, 0 fits it into the window, 1 is 100 %; arrow keys go from pixel to pixel, with Shift ten at once.")
                           : tr("Enter opens it large; arrow keys go from pixel to pixel, with Shift ten at once."));
    setToolTip(plainToolTip(lines.join(u'\n')));
}

void ImageCanvas::describe()
{
    auto text = imageSummary(m_image);
    if (m_isByKey)
        text = tr("%1. Picture: %2", "pixel. Picture: its size").arg(pixelText(), text);
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

double ImageCanvas::fittedZoom() const
{
    if (m_image.isEmpty())
        return 1;
    const auto room = maximumViewportSize().expandedTo({1, 1});
    return devicePixelRatioF() * std::min(double(room.width()) / m_image.width(), double(room.height()) / m_image.height());
}

double ImageCanvas::zoom() const { return m_isFitted ? fittedZoom() : m_zoom; }

void ImageCanvas::fit()
{
    m_isFitted = true;
    layOut();
    Q_EMIT zoomChanged();
}

void ImageCanvas::zoomIn() { zoomTo(std::exp2(std::floor(std::log2(zoom()) + 1.001))); }

void ImageCanvas::zoomOut() { zoomTo(std::exp2(std::ceil(std::log2(zoom()) - 1.001))); }

/// The middle of what is seen stays where it is.
void ImageCanvas::zoomTo(double zoom)
{
    if (m_image.isEmpty())
        return;
    const QPointF middle = QRectF(viewport()->rect()).center();
    const QPointF at = (middle - origin()) / scale();
    m_isFitted = false;
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    layOut();
    const QPointF to = at * scale() - middle;
    horizontalScrollBar()->setValue(qRound(to.x()));
    verticalScrollBar()->setValue(qRound(to.y()));
    Q_EMIT zoomChanged();
}

void ImageCanvas::layOut()
{
    m_rendered = {};
    const auto policy = m_isFitted ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded;
    setHorizontalScrollBarPolicy(policy);
    setVerticalScrollBarPolicy(policy);
    const auto arrange = [](QScrollBar &bar, double whole, int seen) {
        bar.setPageStep(seen);
        bar.setSingleStep(std::max(1, seen / 20));
        bar.setRange(0, std::max(0, static_cast<int>(std::ceil(whole)) - seen));
    };
    const auto seen = viewport()->size();
    arrange(*horizontalScrollBar(), m_isFitted ? 0 : m_image.width() * scale(), seen.width());
    arrange(*verticalScrollBar(), m_isFitted ? 0 : m_image.height() * scale(), seen.height());
    viewport()->update();
}

/// Where the upper left corner of the picture is; in the middle as far as there is room.
QPointF ImageCanvas::origin() const
{
    const auto along = [](double whole, int seen, int scrolled) { return whole < seen ? (seen - whole) / 2 : -double(scrolled); };
    return {along(m_image.width() * scale(), viewport()->width(), horizontalScrollBar()->value()),
            along(m_image.height() * scale(), viewport()->height(), verticalScrollBar()->value())};
}

/// What can be seen of it, in pixels of the screen and in line with them, so that a paint only copies it.
void ImageCanvas::render()
{
    const QRectF seen = QRectF(QPointF(), QSizeF(viewport()->size())).translated(-origin());
    const QRect part = QRectF(seen.topLeft() / scale(), seen.size() / scale()).toAlignedRect().intersected(QRect(0, 0, m_image.width(), m_image.height()));
    const double ratio = devicePixelRatioF();
    const auto onScreen = [&](const QPointF &corner) { return ((origin() + corner * scale()) * ratio).toPoint(); };
    const QPoint from = onScreen(part.topLeft());
    const QPoint to = onScreen(QRectF(part).bottomRight());
    m_rendered = QPixmap::fromImage(greyPicture(m_image, part, QSize(to.x() - from.x(), to.y() - from.y()).expandedTo({1, 1}), m_contrast));
    m_rendered.setDevicePixelRatio(ratio);
    m_place = QPointF(from) / ratio;
    ++m_renders;
}

QRect ImageCanvas::placeOf(QPoint pixel) const
{
    const QPointF corner = origin() + QPointF(pixel.x() - 1, m_image.height() - pixel.y()) * scale();
    return QRectF(corner, QSizeF(scale(), scale())).toAlignedRect();
}

void ImageCanvas::paintEvent(QPaintEvent *)
{
    const auto &theme = Theme::instance();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.colour(Tone::Base));
    if (m_image.isEmpty()) {
        painter.setPen(theme.colour(Tone::Muted));
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("no picture yet"));
    } else {
        if (m_rendered.isNull())
            render();
        painter.drawPixmap(m_place, m_rendered);
    }
    if (m_pixel && m_isByKey) {
        const auto place = placeOf(*pixel()).adjusted(-4, -4, 3, 3);
        painter.setPen(QPen(Qt::black, 3));
        painter.drawRect(place);
        painter.setPen(QPen(Qt::white, 1));
        painter.drawRect(place);
    }
    drawMark(painter, viewport()->rect(), m_look);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void ImageCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    if (m_isFitted)
        Q_EMIT zoomChanged();
}

void ImageCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ImageCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ImageCanvas::scrollContentsBy(int, int)
{
    m_rendered = {};
    viewport()->update();
}
} // namespace podium::ui
