// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::ui
{
/// A foreign text made fit for one line: line breaks, control and text-direction characters become visible boxes, and what
/// is longer than `longest` characters is cut with an ellipsis.
/// Thread: any.
QString oneLine(const QString &text, qsizetype longest = 400);

/// The same without a cut, for what is edited in its place.
/// Thread: any.
QString fitForLine(const QString &text);

/// A foreign text of several lines: line breaks stay, everything else as in oneLine.
/// Thread: any.
QString fitForLines(const QString &text);

/// The same as oneLine, with places to break inside of long words, for labels that wrap.
/// Thread: any.
QString wrappable(const QString &text, qsizetype longest = 600);

/// A tooltip that shows the text letter by letter, whatever is in it; lines stay lines.
/// Thread: any.
QString plainToolTip(const QString &text);

/// A text for buttons and menus, where & would underline the next letter.
/// Thread: any.
QString buttonText(const QString &text);
} // namespace podium::ui
