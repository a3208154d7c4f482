// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tomlplaces.h"

#include "engine/tasks/error.h"

#include <algorithm>

namespace podium::app
{
using engine::Error;
using engine::ErrorKind;

namespace
{
std::string keyOf(const QString &name) { return name.toStdString(); }

bool isBlankOrComment(const QByteArray &line)
{
    const auto text = line.trimmed();
    return text.isEmpty() || text.startsWith('#');
}
} // namespace

TomlPlaces::TomlPlaces(const QByteArray &text) : m_text(text)
{
    try {
        m_root = toml::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    } catch (const toml::parse_error &error) {
        throw Error(ErrorKind::Refused, QStringLiteral("The file is no TOML in line %1: %2. Correct that in a text editor first.")
                                            .arg(error.source().begin.line)
                                            .arg(QString::fromUtf8(error.description().data(), qsizetype(error.description().size()))));
    }
    m_lines.push_back(0);
    for (qsizetype i = 0; i < text.size(); ++i)
        if (text[i] == '\n')
            m_lines.push_back(i + 1);
    for (const auto &[name, value] : m_root) {
        if (const auto *list = value.as_array()) {
            for (const auto &item : *list)
                if (item.is_table() && isHeader(item))
                    m_headers.push_back(offset(item.source().begin));
        } else if (value.is_table() && isHeader(value)) {
            m_headers.push_back(offset(value.source().begin));
        }
    }
    const auto *devices = m_root["device"].as_array();
    for (std::size_t i = 0; devices && i < devices->size(); ++i) {
        const auto *device = devices->get(i)->as_table();
        if (!device || !isHeader(*device))
            throw Error(ErrorKind::Refused, QStringLiteral("The devices of this file stand in one list in brackets. Write each as a table of its "
                                                           "own, below a line [[device]], to edit it here."));
        m_devices.push_back(device);
    }
    std::sort(m_headers.begin(), m_headers.end());
}

qsizetype TomlPlaces::offset(const toml::source_position &position) const
{
    auto at = m_lines[std::min<std::size_t>(position.line, m_lines.size()) - 1];
    for (auto column = position.column; column > 1 && at < m_text.size(); --column) {
        ++at;
        while (at < m_text.size() && (static_cast<unsigned char>(m_text[at]) & 0xC0U) == 0x80U) // the rest of a code point
            ++at;
    }
    return at;
}

bool TomlPlaces::isHeader(const toml::node &table) const
{
    const auto begin = offset(table.source().begin);
    const auto before = m_text.mid(lineBegin(begin), begin - lineBegin(begin)).trimmed();
    return before.isEmpty() && begin < m_text.size() && m_text[begin] == '[';
}

qsizetype TomlPlaces::lineBegin(qsizetype at) const { return at == 0 ? 0 : m_text.lastIndexOf('\n', at - 1) + 1; }

qsizetype TomlPlaces::lineEnd(qsizetype at) const
{
    const auto end = m_text.indexOf('\n', at);
    return end < 0 ? m_text.size() : end + 1;
}

TomlPlaces::Span TomlPlaces::block(int device) const
{
    const auto begin = lineBegin(offset(m_devices[std::size_t(device)]->source().begin));
    const auto next = std::upper_bound(m_headers.begin(), m_headers.end(), offset(m_devices[std::size_t(device)]->source().begin));
    auto end = next == m_headers.end() ? m_text.size() : lineBegin(*next);
    while (end > begin) {
        const auto last = lineBegin(end - 1);
        if (!isBlankOrComment(m_text.mid(last, end - last)))
            break;
        end = last;
    }
    return {begin, end};
}

const toml::table *TomlPlaces::table(int device, const QStringList &path) const
{
    const auto *table = m_devices[std::size_t(device)];
    for (const auto &name : path) {
        const auto *node = table->get(keyOf(name));
        table = node ? node->as_table() : nullptr;
        if (!table)
            return nullptr;
    }
    return table;
}

TomlPlaces::Entry TomlPlaces::entry(int device, const QStringList &path) const
{
    for (const auto &known : entries(device, path.mid(0, path.size() - 1)))
        if (m_text.mid(known.name.begin, known.name.end - known.name.begin) == path.last().toUtf8())
            return known;
    return {};
}

std::vector<TomlPlaces::Entry> TomlPlaces::entries(int device, const QStringList &path) const
{
    std::vector<Entry> entries;
    const auto *parent = table(device, path);
    if (!parent)
        return entries;
    for (const auto &[name, value] : *parent) {
        if (value.is_table() && isHeader(value))
            continue;
        const auto &key = name.source();
        entries.push_back({&value, {offset(key.begin), offset(key.end)}, {offset(value.source().begin), offset(value.source().end)}});
    }
    std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.name.begin < b.name.begin; });
    return entries;
}

TomlPlaces::Form TomlPlaces::form(int device, const QString &name) const
{
    const auto *found = table(device, {name});
    if (!found)
        return Form::Absent;
    if (isHeader(*found))
        return Form::Header;
    const auto begin = offset(found->source().begin);
    return begin < m_text.size() && m_text[begin] == '{' ? Form::Braces : Form::Dotted;
}

qsizetype TomlPlaces::headerEnd(int device, const QString &name) const
{
    const auto *found = name.isEmpty() ? m_devices[std::size_t(device)] : table(device, {name});
    return lineEnd(offset(found->source().begin));
}
} // namespace podium::app
