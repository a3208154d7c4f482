// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/phrase.h"

#include <algorithm>

namespace podium::engine
{
void Phrase::add(QChar character, bool quoted, int column)
{
    m_cells.push_back({character, quoted, column});
}

Phrase Phrase::trimmed() const
{
    const auto isText = [](const Cell &cell) { return !cell.isBareSpace(); };
    const auto first = std::find_if(m_cells.begin(), m_cells.end(), isText);
    const auto last = std::find_if(m_cells.rbegin(), m_cells.rend(), isText).base();
    Phrase result(first != m_cells.end() ? first->column : m_column);
    if (first < last)
        result.m_cells.assign(first, last);
    return result;
}

bool Phrase::isEmpty() const
{
    return std::all_of(m_cells.begin(), m_cells.end(), [](const Cell &cell) { return cell.isBareSpace(); });
}

QString Phrase::text() const
{
    QString text;
    for (const Cell &cell : trimmed().m_cells)
        if (!cell.character.isNull())
            text += cell.character;
    return text;
}

int Phrase::column() const { return trimmed().m_column; }

Phrase Phrase::takeWord()
{
    Phrase rest = trimmed();
    const auto end = std::find_if(rest.m_cells.begin(), rest.m_cells.end(), [](const Cell &cell) { return cell.isBareSpace(); });
    Phrase word(rest.m_column);
    word.m_cells.assign(rest.m_cells.begin(), end);
    if (!m_cells.empty())
        m_column = m_cells.back().column + 1;
    m_cells.assign(end, rest.m_cells.end());
    return word;
}

QList<Phrase> Phrase::split(QChar separator) const
{
    QList<Phrase> pieces;
    Phrase piece(m_column);
    for (const Cell &cell : m_cells) {
        if (!cell.quoted && cell.character == separator) {
            pieces << piece.trimmed();
            piece = Phrase(cell.column + 1);
        } else {
            piece.m_cells.push_back(cell);
        }
    }
    pieces << piece.trimmed();
    return pieces;
}
} // namespace podium::engine
