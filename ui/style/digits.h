// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QPixmap>

#include <memory>

class QPainter;

namespace podium::ui
{
/// A font in which all digits are equally wide: the given one if they are, else the system's fixed one in its size.
QFont digitFont(const QFont &base);

/// The characters of numbers, drawn once per font, colour and pixel ratio: painting a number is copying pixmaps.
/// Thread: the GUI's.
class GlyphSheet
{
public:
    /// Shared by all that show numbers in the same way; gone with the last of them.
    static std::shared_ptr<const GlyphSheet> of(const QFont &font, const QColor &colour, qreal pixelRatio);

    /// Whether every character of the text is on the sheet.
    bool covers(QStringView text) const;
    /// Unit: device-independent pixels.
    int width(QStringView text) const;
    int height() const { return m_height; }
    void draw(QPainter &painter, QPoint topLeft, QStringView text) const;

private:
    GlyphSheet(const QFont &font, const QColor &colour, qreal pixelRatio);

    struct Glyph {
        QPixmap pixmap;
        int width = 0;
    };
    QHash<QChar, Glyph> m_glyphs;
    int m_height = 0;
};
} // namespace podium::ui
