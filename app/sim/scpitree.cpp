// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/scpitree.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace podium::app
{

namespace
{

struct Node {
    QByteArray name;
    bool optional;
};

QList<Node> nodes(QByteArray pattern)
{
    QList<Node> result;
    pattern.replace("[:", ":[").replace('?', "");
    for (const QByteArray &part : pattern.split(':')) {
        if (!part.isEmpty())
            result.append({QByteArray(part).replace('[', "").replace(']', ""), part.startsWith('[')});
    }
    return result;
}

QByteArray shortForm(const QByteArray &name)
{
    QByteArray result;
    std::copy_if(name.begin(), name.end(), std::back_inserter(result),
                 [](char c) { return !std::islower(static_cast<unsigned char>(c)); });
    return result;
}

/// Every spelling of a pattern, in capitals and without leading colon.
QList<QByteArray> spellings(const QByteArray &pattern)
{
    QList<QByteArray> result{QByteArray("")};
    for (const Node &node : nodes(pattern)) {
        QList<QByteArray> longer;
        for (const QByteArray &head : std::as_const(result)) {
            const QByteArray joint = head.isEmpty() ? head : head + ':';
            if (node.optional)
                longer.append(head);
            longer.append(joint + shortForm(node.name));
            longer.append(joint + node.name.toUpper());
        }
        result = longer;
    }
    if (pattern.endsWith('?')) {
        for (QByteArray &spelling : result)
            spelling.append('?');
    }
    return result;
}

qsizetype headerEnd(const QByteArray &unit)
{
    const auto blank = std::find_if(unit.begin(), unit.end(), [](char c) { return c == ' ' || c == '\t'; });
    return blank - unit.begin();
}

QList<QByteArray> splitOutsideQuotes(const QByteArray &message)
{
    QList<QByteArray> parts{QByteArray()};
    char quote = 0;
    for (const char c : message) {
        if (quote == 0 && c == ';') {
            parts.append(QByteArray());
            continue;
        }
        if (quote == c)
            quote = 0;
        else if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        parts.last().append(c);
    }
    return parts;
}

} // namespace

QByteArray scientific(double value, int decimals)
{
    const QByteArray digits = QByteArray::number(value, 'E', decimals);
    return digits.startsWith('-') ? digits : '+' + digits;
}

void ScpiTree::addCommand(const QByteArray &pattern, Command command)
{
    addSlowQuery(pattern, [command = std::move(command)](const QByteArray &argument, const Answer &answer) {
        command(argument);
        answer(QByteArray());
    });
}

void ScpiTree::addQuery(const QByteArray &pattern, Query query)
{
    addSlowQuery(pattern, [query = std::move(query)](const QByteArray &argument, const Answer &answer) {
        answer(query(argument));
    });
}

void ScpiTree::addSlowQuery(const QByteArray &pattern, const SlowQuery &query)
{
    for (const QByteArray &spelling : spellings(pattern))
        m_handlers.insert(spelling, query);
}

bool ScpiTree::execute(const QByteArray &unit, const Answer &answer) const
{
    const auto handler = m_handlers.constFind(header(unit));
    if (handler == m_handlers.cend())
        return false;
    (*handler)(argument(unit), answer);
    return true;
}

QList<QByteArray> ScpiTree::units(const QByteArray &message)
{
    QList<QByteArray> result;
    QByteArray level;
    for (const QByteArray &part : splitOutsideQuotes(message)) {
        QByteArray unit = part.trimmed();
        if (unit.isEmpty())
            continue;
        if (!unit.startsWith('*')) {
            unit = unit.startsWith(':') ? unit.mid(1) : level + unit;
            level = unit.left(unit.left(headerEnd(unit)).lastIndexOf(':') + 1);
        }
        result.append(unit);
    }
    return result;
}

QByteArray ScpiTree::header(const QByteArray &unit) { return unit.left(headerEnd(unit)).toUpper(); }

QByteArray ScpiTree::argument(const QByteArray &unit) { return unit.mid(headerEnd(unit)).trimmed(); }

} // namespace podium::app
