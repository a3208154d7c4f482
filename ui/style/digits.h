// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPixmap>

#include <memory>
#include <optional>
#include <vector>

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

    /// Nothing if a character of the text is not on the sheet. Unit: device-independent pixels.
    std::optional<int> width(QStringView text) const;
    int height() const { return m_height; }
    /// A text that has a width.
    void draw(QPainter &painter, QPoint topLeft, QStringView text) const;

private:
    GlyphSheet(const QFont &font, const QColor &colour, qreal pixelRatio);

    struct Glyph {
        QPixmap pixmap;
        int width = 0;
    };
    const Glyph *glyph(QChar character) const;

    std::vector<Glyph> m_glyphs; ///< in the order of their list
    int m_height = 0;
};
} // namespace podium::ui
