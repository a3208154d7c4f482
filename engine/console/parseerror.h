// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::engine
{
/// Why a text is no console program: where, and what was expected instead. Thrown by the parts of the grammar.
struct ParseError {
    int line = 1;
    int column = 1;
    QString command; ///< the first word of the command in question; empty if it has none yet
    QString message;

    /// "column 5: ...", with the line in front if it is not the first.
    QString text() const
    {
        const QString place = QStringLiteral("column %1: %2").arg(QString::number(column), message);
        return line == 1 ? place : QStringLiteral("line %1, ").arg(line) + place;
    }
};
} // namespace podium::engine
