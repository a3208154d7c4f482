// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace podium::ui
{
/// A line of a text that was changed.
struct DifferenceLine {
    enum class Kind : quint8 { Same, Gone, New, Gap };
    Kind kind = Kind::Same; ///< Gap: lines that are the same are left out here
    int number = 0;         ///< in the new text, for what has gone in the old one; from 1
    QString text;
    bool operator==(const DifferenceLine &) const = default;
};

/// What was changed from one text to another, line by line, with so many lines around it; empty if nothing was.
/// Source: longest common subsequence of what lies between the common begin and the common end. Thread: any.
std::vector<DifferenceLine> lineDifference(const QString &before, const QString &after, int around = 2);
} // namespace podium::ui
