// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valuelabel.h"

#include "ui/style/look.h"
#include "ui/style/plaintext.h"
#include "ui/style/sparkline.h"
#include "ui/style/spelling.h"
#include "ui/style/theme.h"

#include <QPaintEvent>
#include <QPainter>

/// How a ValueLabel paints: as a rule its number alone, from a sheet of glyphs.
namespace podium::ui
{
using namespace engine;

void ValueLabel::paintEvent(QPaintEvent *event)
{
    ++m_paints;
    QPainter painter(this);
    const auto &theme = Theme::instance();
    painter.fillRect(event->rect(), theme.colour(Tone::Base));
    const auto look = lookOf(m_shown.quality, m_shown.severity);
    drawMark(painter, rect(), look);
    if (!look.glyph.isEmpty()) {
        auto bold = scaledFont(largeUnit);
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(theme.colour(look.tone));
        painter.drawText(QRect(0, 0, m_markWidth, textHeight()), Qt::AlignCenter, look.glyph);
    }
    paintValue(painter, numberRect());
    if (numberRect().contains(event->rect()))
        return;
    paintCurve(painter);
    painter.setFont(scaledFont(largeUnit));
    painter.setPen(theme.colour(Tone::Muted));
    const int unitLeft = width() - m_unitWidth - m_ageWidth;
    painter.drawText(QRect(unitLeft, 0, m_unitWidth, textHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(oneLine(m_shown.value.unit, 16), Qt::ElideRight, m_unitWidth));
    painter.setFont(font());
    painter.drawText(QRect(width() - m_ageWidth, 0, m_ageWidth - padding, textHeight()), Qt::AlignRight | Qt::AlignVCenter, m_shown.age);
}

QFont ValueLabel::numberFont() const
{
    auto shownFont = digitFont(scaledFont(largeDigits));
    shownFont.setItalic(m_shown.quality != Quality::Valid);
    return shownFont;
}

/// The colour tells what is upright from what is not.
const GlyphSheet &ValueLabel::sheet(const QColor &colour)
{
    if (!m_sheet || colour != m_sheetColour || !qFuzzyCompare(m_sheetRatio, devicePixelRatioF())) {
        m_sheetColour = colour;
        m_sheetRatio = devicePixelRatioF();
        m_sheet = GlyphSheet::of(numberFont(), colour, m_sheetRatio);
    }
    return *m_sheet;
}

void ValueLabel::paintValue(QPainter &painter, const QRect &place)
{
    const auto colour = Theme::instance().colour(m_shown.quality == Quality::Valid ? Tone::Text : Tone::Muted);
    const auto &shown = m_shown.value;
    if (shown.isNumber) {
        const auto &glyphs = sheet(colour);
        if (const auto wide = glyphs.width(shown.text); wide && *wide <= place.width()) {
            glyphs.draw(painter, {place.right() + 1 - *wide, (height() - glyphs.height()) / 2}, shown.text);
            return;
        }
    }
    const auto shownFont = numberFont();
    painter.setFont(shownFont);
    painter.setPen(colour);
    const auto &value = m_view ? m_view->state().reading.value : Value();
    const auto *quantity = std::get_if<Quantity>(&value);
    const auto fitting = quantity && shown.isNumber ? QString::number(quantity->value(), 'g', 6).replace(u'-', QChar(0x2212)) : shown.text;
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(shownFont).elidedText(fitting, Qt::ElideRight, place.width()));
}

void ValueLabel::paintCurve(QPainter &painter)
{
    const auto range = waveformRange(m_samples);
    if (!range)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto tone = m_shown.quality == Quality::Valid ? Tone::Text : Tone::Muted;
    const QRect under(padding + 2, textHeight(), width() - 2 * padding - 4, height() - textHeight() - padding);
    drawCurve(painter, under, m_samples, *range, QPen(Theme::instance().colour(tone), 1));
    painter.restore();
}
} // namespace podium::ui
