// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <vector>

namespace podium::engine
{
/// A stretch of one command: bare text, and text that stood in quotes, which separates nothing.
/// Thread: any.
class Phrase
{
public:
    /// The place of the first character in its line, from 1; for an empty phrase the place where it should be.
    explicit Phrase(int column = 1) : m_column(column) {}

    void add(QChar character, bool quoted, int column);
    /// A pair of quotes opens here; it counts as text even if nothing is in it.
    void addQuotes(int column) { add(QChar(), true, column); }

    /// True for nothing but bare spaces.
    bool isEmpty() const;
    /// The text without quotes, and without bare spaces around it.
    QString text() const;
    int column() const;

    /// Cuts off the first word, which ends at a bare space.
    Phrase takeWord();
    /// The pieces between the bare separators, spaces trimmed; a piece may be empty.
    QList<Phrase> split(QChar separator) const;

private:
    struct Cell {
        QChar character; ///< null for an opening quote
        bool quoted;
        int column;

        bool isBareSpace() const { return !quoted && character.isSpace(); }
    };
    Phrase trimmed() const;

    std::vector<Cell> m_cells;
    int m_column;
};
} // namespace podium::engine
