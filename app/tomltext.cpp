// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tomltext.h"

#include "app/tomlplaces.h"

namespace podium::app
{
namespace
{
using Form = TomlPlaces::Form;

QByteArray lineEndOf(const QByteArray &text) { return text.contains("\r\n") ? "\r\n" : "\n"; }
} // namespace

QString TomlText::quotedText(const QString &text)
{
    QString quoted(u'"');
    for (const auto letter : text) {
        if (letter == u'"' || letter == u'\\')
            quoted += u'\\';
        if (letter.unicode() < 0x20 || letter.unicode() == 0x7F)
            quoted += QStringLiteral("\\u%1").arg(letter.unicode(), 4, 16, QLatin1Char('0'));
        else
            quoted += letter;
    }
    return quoted + u'"';
}

void TomlText::splice(const Span &span, const QByteArray &with) { m_text.replace(span.begin, span.end - span.begin, with); }

void TomlText::insertLine(qsizetype at, const QString &line)
{
    const auto end = lineEndOf(m_text);
    const bool needsEnd = at > 0 && m_text[at - 1] != '\n'; // the last line of the file had none
    m_text.insert(at, (needsEnd ? end : QByteArray()) + line.toUtf8() + end);
}

void TomlText::set(int device, const QStringList &path, const QString &literal)
{
    const TomlPlaces places(m_text);
    if (const auto known = places.entry(device, path); known.exists()) {
        splice({known.span.begin, known.span.end}, literal.toUtf8());
        return;
    }
    const auto behindLast = [&](const QStringList &table, qsizetype otherwise) {
        const auto entries = places.entries(device, table);
        return entries.empty() ? otherwise : places.lineEnd(entries.back().span.end);
    };
    const auto given = QStringLiteral("%1 = %2").arg(path.last(), literal);
    const auto inDevice = behindLast({}, places.headerEnd(device));
    if (path.size() == 1) {
        insertLine(inDevice, given);
        return;
    }
    const auto &table = path.first();
    const auto entries = places.entries(device, {table});
    switch (places.form(device, table)) {
    case Form::Absent:
        insertLine(inDevice, QStringLiteral("%1 = { %2 }").arg(table, given));
        break;
    case Form::Braces:
        if (entries.empty()) {
            const auto braces = places.entry(device, {table}).span;
            splice({braces.begin, braces.end}, QStringLiteral("{ %1 }").arg(given).toUtf8());
        } else {
            m_text.insert(entries.back().span.end, (QStringLiteral(", ") + given).toUtf8());
        }
        break;
    case Form::Header:
        insertLine(behindLast({table}, places.headerEnd(device, table)), given);
        break;
    case Form::Dotted:
        insertLine(places.lineEnd(entries.back().span.end), QStringLiteral("%1.%2").arg(table, given));
    }
}

void TomlText::remove(int device, const QStringList &path)
{
    const TomlPlaces places(m_text);
    const auto gone = places.entry(device, path);
    if (!gone.exists())
        return;
    if (path.size() == 1 || places.form(device, path.first()) != Form::Braces) {
        splice({places.lineBegin(gone.name.begin), places.lineEnd(gone.span.end)}, {});
        return;
    }
    const auto entries = places.entries(device, path.mid(0, path.size() - 1));
    if (entries.size() == 1)
        return remove(device, path.mid(0, path.size() - 1)); // nothing is left in the braces
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const auto &known) { return known.name.begin == gone.name.begin; });
    if (at == entries.begin())
        splice({gone.name.begin, std::next(at)->name.begin}, {});
    else
        splice({std::prev(at)->span.end, gone.span.end}, {});
}

void TomlText::append(const QStringList &lines)
{
    const TomlPlaces places(m_text);
    const auto end = lineEndOf(m_text);
    auto at = m_text.size();
    if (places.deviceCount() > 0)
        at = places.block(places.deviceCount() - 1).end;
    auto block = lines.join(u'\n').toUtf8() + '\n';
    block.replace("\n", end);
    const bool needsEnd = at > 0 && m_text[at - 1] != '\n';
    m_text.insert(at, (needsEnd ? end : QByteArray()) + (at > 0 ? end : QByteArray()) + block);
}

void TomlText::duplicate(int device, const QString &idLiteral)
{
    const TomlPlaces places(m_text);
    const auto block = places.block(device);
    const auto id = places.entry(device, {QStringLiteral("id")});
    auto copy = m_text.mid(block.begin, block.end - block.begin);
    if (id.exists())
        copy.replace(id.span.begin - block.begin, id.span.end - id.span.begin, idLiteral.toUtf8());
    const auto end = lineEndOf(m_text);
    const bool needsEnd = !copy.endsWith('\n');
    m_text.insert(block.end, (needsEnd ? end : QByteArray()) + end + copy);
}

void TomlText::removeDevice(int device)
{
    const TomlPlaces places(m_text);
    auto [begin, end] = places.block(device);
    while (begin > 0) { // the comment right above it
        const auto above = places.lineBegin(begin - 1);
        if (!m_text.mid(above, begin - above).trimmed().startsWith('#'))
            break;
        begin = above;
    }
    while (end < m_text.size() && m_text.mid(end, places.lineEnd(end) - end).trimmed().isEmpty())
        end = places.lineEnd(end);
    splice({begin, end}, {});
}
} // namespace podium::app
