// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"

#include <QColor>
#include <QObject>

class QApplication;

namespace podium::ui
{
/// Light, dark, or as the system has it: the palette, the colours by meaning, and the icons.
/// Thread: the GUI's.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode : quint8 { Light, Dark, System };

    static Theme &instance();

    void apply(QApplication &application, Mode mode);
    Mode mode() const { return m_mode; }
    bool isDark() const { return m_dark; }

    /// Readable on Tone::Window and Tone::Base (contrast of at least 4.5, but for Line); told apart without red and green.
    QColor colour(Tone tone) const;
    QIcon icon(Icon icon, Tone tone = Tone::Text) const { return makeIcon(icon, tone); }

Q_SIGNALS:
    void changed();

private:
    Theme() = default;

    Mode m_mode = Mode::System;
    bool m_dark = false;
    bool m_applied = false;
    bool m_systemIsDark = false;
};
} // namespace podium::ui
