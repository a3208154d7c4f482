// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/limitbar.h"

#include "engine/model/number.h"
#include "ui/style/spelling.h"
#include "ui/style/plaintext.h"
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

LimitBar::LimitBar(ParameterView &view, QWidget *parent, ParameterView *setpoint)
    : QWidget(parent)
    , m_view(view)
    , m_setpoint(setpoint ? *setpoint : view)
{
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    setFont(small);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Position between the limits"));
    hide();
    refresh();
}

QSize LimitBar::sizeHint() const { return {160, fontMetrics().height() + 6}; }

int LimitBar::margin() const
{
    const auto width = [this](const std::optional<double> &limit) {
        return limit ? fontMetrics().horizontalAdvance(limitText(*limit, m_setpoint.spec().decimals)) : 0;
    };
    return std::max(width(m_marks.outer.low), width(m_marks.outer.high)) + 8;
}

std::optional<double> LimitBar::setpoint() const
{
    const auto &state = m_setpoint.state();
    const auto asked = numberOf(state.setpoint);
    const bool isTold = &m_setpoint != &m_view && state.reading.quality == Quality::Valid;
    return isTold ? numberOf(state.reading.value) : asked;
}

std::optional<double> LimitBar::onBar(const std::optional<double> &value) const
{
    const auto from = m_view.spec().unit;
    const auto to = m_setpoint.spec().unit;
    if (!value || from == to)
        return value;
    return from.compatibleWith(to) ? std::optional(from.convert(*value, to)) : std::nullopt;
}

LimitBar::Marks LimitBar::marks() const
{
    const auto &device = m_setpoint.spec().deviceLimits;
    const auto &told = m_setpoint.toldLimits();
    Marks marks;
    marks.inner = m_setpoint.effectiveLimits();
    const auto outer = [](auto fixed, auto now, auto counts) { return fixed ? fixed : now ? now : counts; };
    marks.outer = {outer(device.low, told.low, marks.inner.low), outer(device.high, told.high, marks.inner.high)};
    if (!marks.hasRange())
        return marks;
    const int left = margin();
    const double perUnit = (width() - 2 * left) / (*marks.outer.high - *marks.outer.low);
    const auto place = [&](double value) {
        return left + int(std::lround((std::clamp(value, *marks.outer.low, *marks.outer.high) - *marks.outer.low) * perUnit));
    };
    marks.low = place(marks.inner.low.value_or(*marks.outer.low));
    marks.high = place(marks.inner.high.value_or(*marks.outer.high));
    if (const auto readback = onBar(numberOf(m_view.state().reading.value)))
        marks.readback = place(*readback);
    if (const auto wanted = setpoint())
        marks.setpoint = place(*wanted);
    const auto &alarms = m_view.state().alarmLimits;
    for (const auto &[limits, severity] : {std::pair(alarms.minor, Severity::Minor), std::pair(alarms.major, Severity::Major)})
        for (const auto &limit : {onBar(limits.low), onBar(limits.high)})
            if (limit && *limit >= *marks.outer.low && *limit <= *marks.outer.high)
                marks.alarms.push_back({place(*limit), severity});
    marks.trusted = m_view.state().reading.quality == Quality::Valid;
    return marks;
}

void LimitBar::refresh()
{
    auto now = marks();
    if (now == m_marks)
        return;
    m_marks = now;
    if (isHidden() == m_marks.hasRange())
        setVisible(m_marks.hasRange());
    const auto text = explanation();
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
        setToolTip(plainToolTip(text));
    }
    update();
}

QString LimitBar::explanation() const
{
    QStringList lines{tr("Limits: %1").arg(m_marks.inner.text(m_setpoint.spec().unit))};
    if (const auto &told = m_setpoint.toldLimits(); told != Limits())
        lines << tr("The device itself tells: %1").arg(told.text(m_setpoint.spec().unit));
    const auto &alarms = m_view.state().alarmLimits;
    const auto unit = m_view.spec().unit;
    if (alarms.minor != Limits())
        lines << tr("Without minor alarm: %1").arg(alarms.minor.text(unit));
    if (alarms.major != Limits())
        lines << tr("Without major alarm: %1").arg(alarms.major.text(unit));
    return lines.join(u'\n');
}

void LimitBar::resizeEvent(QResizeEvent *) { refresh(); }

void LimitBar::paintEvent(QPaintEvent *)
{
    if (!m_marks.hasRange())
        return;
    const auto &theme = Theme::instance();
    const auto &spec = m_setpoint.spec();
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

    for (const auto &alarm : m_marks.alarms) {
        const bool isMajor = alarm.severity == Severity::Major;
        painter.setPen(QPen(theme.colour(isMajor ? Tone::Major : Tone::Minor), 2));
        for (const int x : isMajor ? std::vector{alarm.place - 2, alarm.place + 2} : std::vector{alarm.place})
            painter.drawLine(x, middle + 1, x, height() - 1);
    }

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
