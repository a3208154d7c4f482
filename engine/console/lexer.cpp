// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/lexer.h"

#include "engine/console/parseerror.h"

namespace podium::engine
{
namespace
{
class Lexer
{
public:
    explicit Lexer(const QString &text) : m_text(text) {}

    std::vector<RawStatement> statements()
    {
        while (m_at < m_text.size())
            step();
        end(false);
        return std::move(m_statements);
    }

private:
    void step();
    void readQuotes();
    void end(bool background);
    int column() const { return static_cast<int>(m_at - m_lineStart) + 1; }
    void requirePrintable(QChar c) const;
    [[noreturn]] void fail(int column, const QString &message) const;

    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_statementStart = 0;
    int m_line = 1;
    Phrase m_phrase;
    std::vector<RawStatement> m_statements;
};

void Lexer::fail(int column, const QString &message) const
{
    Phrase phrase = m_phrase;
    throw ParseError{m_line, column, phrase.takeWord().text(), message};
}

void Lexer::requirePrintable(QChar c) const
{
    if (c.category() == QChar::Other_Control && c != u'\t' && c != u'\r')
        fail(column(), QStringLiteral("the control character \\u%1 has no place in a command; remove it.")
                           .arg(c.unicode(), 4, 16, QLatin1Char('0')));
}

void Lexer::step()
{
    const QChar c = m_text[m_at];
    switch (c.unicode()) {
    case u'\n':
        end(false);
        ++m_line;
        m_lineStart = m_at;
        m_phrase = Phrase(column());
        return;
    case u';':
        end(false);
        return;
    case u'&':
        end(true);
        return;
    case u'"':
        readQuotes();
        return;
    default:
        requirePrintable(c);
        m_phrase.add(c, false, column());
        ++m_at;
    }
}

void Lexer::readQuotes()
{
    const int opened = column();
    m_phrase.addQuotes(opened);
    for (++m_at; m_at < m_text.size() && m_text[m_at] != u'\n'; ++m_at) {
        QChar c = m_text[m_at];
        if (c == u'"') {
            ++m_at;
            return;
        }
        if (c == u'\\') {
            const QChar next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : QChar(u'\n');
            if (next != u'"' && next != u'\\')
                fail(column(), QStringLiteral("only \\\" and \\\\ may follow a backslash inside quotes; write \\\\ for a backslash."));
            ++m_at;
            c = next;
        }
        requirePrintable(c);
        m_phrase.add(c, true, column());
    }
    fail(opened, QStringLiteral("these quotes are not closed in their line; add a closing \"."));
}

void Lexer::end(bool background)
{
    if (!m_phrase.isEmpty()) {
        const QString source = m_text.sliced(m_statementStart, m_at - m_statementStart).trimmed();
        m_statements.push_back({m_phrase, source, m_line, background});
    }
    ++m_at;
    m_statementStart = m_at;
    m_phrase = Phrase(column());
}
} // namespace

std::vector<RawStatement> lex(const QString &text)
{
    return Lexer(text).statements();
}
} // namespace podium::engine
