// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/elidedlabel.h"

#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace podium::ui
{
ElidedLabel::ElidedLabel(const QString &text, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    const auto line = oneLine(text);
    if (line == m_text && !line.isEmpty())
        return;
    m_text = line;
    setAccessibleName(m_text);
    setExplanation(text);
    updateGeometry();
    update();
}

void ElidedLabel::setTone(Tone tone)
{
    if (std::exchange(m_tone, tone) != tone)
        update();
}

void ElidedLabel::setExplanation(const QString &text) { setToolTip(plainToolTip(text)); }

QSize ElidedLabel::sizeHint() const
{
    const auto metrics = fontMetrics();
    return {std::min(metrics.horizontalAdvance(m_text) + 2, metrics.averageCharWidth() * 60), metrics.height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const auto metrics = fontMetrics();
    return {std::min(sizeHint().width(), metrics.averageCharWidth() * 6), metrics.height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(isEnabled() ? Theme::instance().colour(m_tone) : palette().color(QPalette::Disabled, QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}
} // namespace podium::ui
