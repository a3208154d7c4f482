// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/computedvalue.h"

#include "engine/model/number.h"
#include "ui/style/digits.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <cmath>

namespace podium::ui
{
namespace
{
const auto unknown = QStringLiteral("\u2013");
constexpr QChar minus(0x2212);
} // namespace

ComputedValue::ComputedValue(const QString &name, const QString &unit, int whole, int decimals, bool isSigned, QWidget *parent)
    : QWidget(parent)
    , m_unit(unit)
    , m_widest(QString(whole, u'0') + u'.' + QString(decimals, u'0') + (isSigned ? QString(minus) : QString()) + u' ' + unit)
    , m_decimals(decimals)
    , m_isSigned(isSigned)
    , m_text(unknown)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto larger = font();
    larger.setPointSizeF(larger.pointSizeF() * 1.25);
    setFont(digitFont(larger));
    setAccessibleName(name);
    setAccessibleDescription(m_text);
}

void ComputedValue::setValue(std::optional<double> value)
{
    QString text = unknown;
    if (value && std::isfinite(*value)) {
        const auto number = engine::numberText(*value, m_decimals).replace(u'-', minus);
        const bool isPlus = m_isSigned && *value > 0 && number != engine::numberText(0, m_decimals);
        text = QStringLiteral("%1%2 %3").arg(isPlus ? QStringLiteral("+") : QString(), number, m_unit);
    }
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleDescription(m_text);
    update();
}

QSize ComputedValue::sizeHint() const { return {fontMetrics().horizontalAdvance(m_widest) + 4, fontMetrics().height() + 8}; }

void ComputedValue::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::instance().colour(m_text == unknown ? Tone::Muted : Tone::Text));
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}
} // namespace podium::ui
