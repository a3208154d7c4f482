// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/limitbar.h"

#include "engine/model/number.h"
#include "ui/style/spelling.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <cmath>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr int radius = 4;

std::optional<double> numberOf(const Value &value)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    return quantity && quantity->isFinite() ? std::optional(quantity->value()) : std::nullopt;
}

QString limitText(double limit, int decimals) { return withRealMinus(numberText(limit, decimals)); }
} // namespace

LimitBar::LimitBar(ParameterView &view, QWidget *parent) : QWidget(parent), m_view(view)
{
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    setFont(small);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Position between the limits"));
    refresh();
}

QSize LimitBar::sizeHint() const { return {160, fontMetrics().height() + 6}; }

int LimitBar::margin() const
{
    const auto width = [this](const std::optional<double> &limit) {
        return limit ? fontMetrics().horizontalAdvance(limitText(*limit, m_view.spec().decimals)) : 0;
    };
    return std::max(width(m_marks.outer.low), width(m_marks.outer.high)) + 8;
}

LimitBar::Marks LimitBar::marks() const
{
    const auto &device = m_view.spec().deviceLimits;
    Marks marks;
    marks.inner = m_view.effectiveLimits();
    marks.outer = {device.low ? device.low : marks.inner.low, device.high ? device.high : marks.inner.high};
    if (!marks.outer.low || !marks.outer.high || !(*marks.outer.low < *marks.outer.high))
        return marks;
    const int left = margin();
    const double perUnit = (width() - 2 * left) / (*marks.outer.high - *marks.outer.low);
    const auto place = [&](double value) {
        return left + int(std::lround((std::clamp(value, *marks.outer.low, *marks.outer.high) - *marks.outer.low) * perUnit));
    };
    marks.low = place(marks.inner.low.value_or(*marks.outer.low));
    marks.high = place(marks.inner.high.value_or(*marks.outer.high));
    if (const auto readback = numberOf(m_view.state().reading.value))
        marks.readback = place(*readback);
    if (const auto setpoint = numberOf(m_view.state().setpoint))
        marks.setpoint = place(*setpoint);
    marks.trusted = m_view.state().reading.quality == Quality::Valid;
    return marks;
}

void LimitBar::refresh()
{
    auto now = marks();
    if (now == m_marks)
        return;
    m_marks = now;
    setVisible(m_marks.outer.low && m_marks.outer.high);
    setAccessibleDescription(m_marks.inner.text(m_view.spec().unit));
    update();
}

void LimitBar::resizeEvent(QResizeEvent *) { refresh(); }

void LimitBar::paintEvent(QPaintEvent *)
{
    const auto &theme = Theme::instance();
    const auto &spec = m_view.spec();
    QPainter painter(this);
    const int middle = height() / 2;
    const int left = margin();
    const int right = width() - left;
    painter.setPen(theme.colour(Tone::Muted));
    painter.drawText(QRect(0, 0, left - 8, height()), Qt::AlignRight | Qt::AlignVCenter, limitText(*m_marks.outer.low, spec.decimals));
    painter.drawText(QRect(right + 8, 0, left - 8, height()), Qt::AlignLeft | Qt::AlignVCenter, limitText(*m_marks.outer.high, spec.decimals));

    painter.fillRect(left, middle - 1, right - left, 3, theme.colour(Tone::Line));
    const QBrush forbidden(theme.colour(Tone::Muted), Qt::BDiagPattern);
    painter.fillRect(left, middle - 4, m_marks.low - left, 9, forbidden);
    painter.fillRect(m_marks.high, middle - 4, right - m_marks.high, 9, forbidden);
    painter.setPen(QPen(theme.colour(Tone::Text), 2));
    for (const int tick : {m_marks.low, m_marks.high})
        painter.drawLine(tick, middle - 5, tick, middle + 5);

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Tone::Base), 1));
    if (m_marks.setpoint >= 0) {
        painter.setBrush(theme.colour(Tone::Busy));
        const int x = m_marks.setpoint;
        painter.drawPolygon(QPolygon({QPoint(x - 5, 0), QPoint(x + 5, 0), QPoint(x, middle - 1)}));
    }
    if (m_marks.readback >= 0) {
        painter.setBrush(theme.colour(m_marks.trusted ? Tone::Text : Tone::Muted));
        painter.drawEllipse(QPoint(m_marks.readback, middle), radius, radius);
    }
}
} // namespace podium::ui
