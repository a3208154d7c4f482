// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/digits.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>

#include <cmath>

namespace podium::ui
{
namespace
{
constexpr QStringView digits = u"0123456789";
constexpr QStringView onSheet = u"0123456789.\u2212-+eEinfNaI ";

int widestDigit(const QFontMetrics &metrics)
{
    int widest = 0;
    for (const QChar digit : digits)
        widest = std::max(widest, metrics.horizontalAdvance(digit));
    return widest;
}
} // namespace

QFont digitFont(const QFont &base)
{
    const QFontMetrics metrics(base);
    const int widest = widestDigit(metrics);
    const auto isWidest = [&](QChar digit) { return metrics.horizontalAdvance(digit) == widest; };
    if (std::all_of(digits.begin(), digits.end(), isWidest))
        return base;
    auto fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(base.pointSizeF());
    return fixed;
}

std::shared_ptr<const GlyphSheet> GlyphSheet::of(const QFont &font, const QColor &colour, qreal pixelRatio)
{
    static QHash<QString, std::weak_ptr<const GlyphSheet>> sheets;
    const auto key = QStringLiteral("%1 %2 %3").arg(colour.name(), QString::number(pixelRatio), font.key());
    if (auto known = sheets.value(key).lock())
        return known;
    const std::shared_ptr<const GlyphSheet> made(new GlyphSheet(font, colour, pixelRatio));
    sheets.removeIf([](const auto &entry) { return entry.value().expired(); });
    sheets.insert(key, made);
    return made;
}

GlyphSheet::GlyphSheet(const QFont &font, const QColor &colour, qreal pixelRatio)
{
    const QFontMetrics metrics(font);
    const int digitWidth = widestDigit(metrics);
    m_height = metrics.height();
    for (const QChar character : onSheet) {
        const int advance = metrics.horizontalAdvance(character);
        const int width = character.isDigit() ? digitWidth : advance;
        QPixmap pixmap(int(std::ceil(width * pixelRatio)), int(std::ceil(m_height * pixelRatio)));
        pixmap.setDevicePixelRatio(pixelRatio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QPointF((width - advance) / 2.0, metrics.ascent()), QString(character));
        painter.end();
        m_glyphs.push_back({pixmap, width});
    }
}

const GlyphSheet::Glyph *GlyphSheet::glyph(QChar character) const
{
    const auto place = onSheet.indexOf(character);
    return place < 0 ? nullptr : &m_glyphs[static_cast<std::size_t>(place)];
}

std::optional<int> GlyphSheet::width(QStringView text) const
{
    int sum = 0;
    for (const QChar character : text) {
        const auto *found = glyph(character);
        if (!found)
            return std::nullopt;
        sum += found->width;
    }
    return sum;
}

void GlyphSheet::draw(QPainter &painter, QPoint topLeft, QStringView text) const
{
    for (const QChar character : text) {
        if (const auto *found = glyph(character)) {
            painter.drawPixmap(topLeft, found->pixmap);
            topLeft.rx() += found->width;
        }
    }
}
} // namespace podium::ui
