// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include "ui/style/boxstyle.h"

#include <QApplication>
#include <QPalette>
#include <QPixmapCache>
#include <QToolTip>

namespace podium::ui
{
namespace
{
QPalette paletteOf(const Theme &theme)
{
    const bool dark = theme.isDark();
    const QColor text = theme.colour(Tone::Text);
    const QColor button(dark ? 0x36393d : 0xf4f5f6);
    QPalette palette(button, theme.colour(Tone::Window));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, theme.colour(Tone::Base));
    palette.setColor(QPalette::AlternateBase, QColor(dark ? 0x26282b : 0xf2f4f6));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, QColor(dark ? 0x3d4146 : 0xffffff));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, theme.colour(Tone::Muted));
    palette.setColor(QPalette::Highlight, QColor(dark ? 0x2f6fb0 : 0x1565c0));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, theme.colour(Tone::Busy));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(dark ? 0x84898f : 0x7d838a));
    palette.setColor(QPalette::Disabled, QPalette::Base, theme.colour(Tone::Window));
    return palette;
}

} // namespace

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::apply(QApplication &application, Mode mode)
{
    if (!std::exchange(m_applied, true))
        m_systemIsDark = application.palette().color(QPalette::Window).lightness() < 128;
    m_mode = mode;
    m_dark = mode == Mode::Dark || (mode == Mode::System && m_systemIsDark);
    // The style would keep a picture of each button and field by widget, also of those that are gone, and the cache never
    // forgets the name of one that it dropped (Qt 6.4, QPMCache::flushDetachedPixmaps): so it keeps none at all.
    QPixmapCache::setCacheLimit(0);
    QPixmapCache::clear();
    application.setStyle(new BoxStyle);
    const auto palette = paletteOf(*this);
    application.setPalette(palette);
    QToolTip::setPalette(palette);
    Q_EMIT changed();
}

QColor Theme::colour(Tone tone) const
{
    switch (tone) {
    case Tone::Text:
        return m_dark ? 0xe6e8ea : 0x1d2125;
    case Tone::Muted:
        return m_dark ? 0xa4abb3 : 0x5a626b;
    case Tone::Window:
        return m_dark ? 0x2b2d30 : 0xf7f8f9;
    case Tone::Base:
        return m_dark ? 0x1f2123 : 0xffffff;
    case Tone::Line:
        return m_dark ? 0x6b727a : 0x9aa2ab;
    case Tone::Busy:
        return m_dark ? 0x6cb6ff : 0x0b5cad;
    case Tone::Minor:
        return m_dark ? 0xffb84d : 0x8a5200;
    case Tone::Major:
        return m_dark ? 0xff8078 : 0xb3160f;
    case Tone::Invalid:
        return m_dark ? 0xf08bf0 : 0x93108f;
    case Tone::Lost:
        break;
    }
    return m_dark ? 0xb7a8dd : 0x5b4a85;
}
} // namespace podium::ui
