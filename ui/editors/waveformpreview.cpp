// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/waveformpreview.h"

#include "engine/model/number.h"
#include "ui/style/sparkline.h"
#include "ui/style/spelling.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace podium::ui
{
WaveformPreview::WaveformPreview(QWidget *parent) : QWidget(parent)
{
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    setFont(small);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void WaveformPreview::setPresent(const QList<double> &samples)
{
    m_present = samples;
    update();
}

void WaveformPreview::setPending(const QList<double> &samples)
{
    m_pending = samples;
    update();
}

QSize WaveformPreview::sizeHint() const { return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 2 + 4}; }

void WaveformPreview::paintEvent(QPaintEvent *)
{
    const auto &theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Tone::Base));
    const auto present = waveformRange(m_present);
    const auto pending = waveformRange(m_pending);
    if (!present && !pending)
        return;
    const auto range = !present ? *pending : !pending ? *present
                     : std::pair(std::min(present->first, pending->first), std::max(present->second, pending->second));
    const auto spell = [this](double value) { return withRealMinus(engine::numberText(value, m_decimals < 0 ? -1 : m_decimals)); };
    const auto low = fontMetrics().elidedText(spell(range.first), Qt::ElideRight, width() / 3);
    const auto high = fontMetrics().elidedText(spell(range.second), Qt::ElideRight, width() / 3);
    const int labels = std::max(fontMetrics().horizontalAdvance(low), fontMetrics().horizontalAdvance(high)) + 8;
    painter.setPen(theme.colour(Tone::Muted));
    const QRect column(width() - labels + 4, 1, labels - 6, height() - 2);
    painter.drawText(column, Qt::AlignRight | Qt::AlignTop, high);
    if (low != high)
        painter.drawText(column, Qt::AlignRight | Qt::AlignBottom, low);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect curves(4, 4, width() - labels - 4, height() - 8);
    drawCurve(painter, curves, m_present, range, QPen(theme.colour(Tone::Muted), 1, m_pending.isEmpty() ? Qt::SolidLine : Qt::DashLine));
    drawCurve(painter, curves, m_pending, range, QPen(theme.colour(Tone::Busy), 2));
}
} // namespace podium::ui
