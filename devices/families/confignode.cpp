// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/confignode.h"

#include "engine/model/number.h"
#include "engine/model/quoted.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <toml++/toml.h>

namespace podium::devices
{
namespace
{
QString fromToml(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

ConfigNode converted(const toml::node &node, const QString &name, const QString &key);

/// What to do about what the parser does not understand.
QString wayOut(const toml::parse_error &error)
{
    if (error.description().find("redefine") != std::string_view::npos)
        return QStringLiteral("A key stands in a table only once; take one of the two away.");
    return QStringLiteral("Texts stand in double quotes, tables begin with [name].");
}

ConfigNode member(const toml::key &name, const toml::node &value, const QString &parent)
{
    const auto text = fromToml(name.str());
    auto child = converted(value, text, parent.isEmpty() ? text : QStringLiteral("%1.%2").arg(parent, text));
    child.keyLine = static_cast<int>(name.source().begin.line);
    child.keyColumn = static_cast<int>(name.source().begin.column);
    return child;
}

void fillTable(ConfigNode &result, const toml::table &table)
{
    for (const auto &[name, value] : table)
        result.children.push_back(member(name, value, result.key));
    std::sort(result.children.begin(), result.children.end(), [](const ConfigNode &a, const ConfigNode &b) {
        return std::pair(a.keyLine, a.keyColumn) < std::pair(b.keyLine, b.keyColumn);
    });
}

void fillList(ConfigNode &result, const toml::array &list)
{
    int count = 0;
    for (const auto &item : list) {
        ++count;
        result.children.push_back(converted(item, result.name, QStringLiteral("%1[%2]").arg(result.key).arg(count)));
        result.children.back().keyLine = result.children.back().line;
        result.children.back().keyColumn = result.children.back().column;
    }
}

ConfigNode converted(const toml::node &node, const QString &name, const QString &key)
{
    using Kind = ConfigNode::Kind;
    ConfigNode result;
    result.name = name;
    result.key = key;
    result.line = static_cast<int>(node.source().begin.line);
    result.column = static_cast<int>(node.source().begin.column);
    if (const auto *table = node.as_table()) {
        fillTable(result, *table);
    } else if (const auto *list = node.as_array()) {
        result.kind = Kind::List;
        fillList(result, *list);
    } else if (const auto *text = node.as_string()) {
        result.kind = Kind::Text;
        result.text = fromToml(text->get());
    } else if (const auto *integer = node.as_integer()) {
        result.kind = Kind::Integer;
        result.integer = integer->get();
        result.number = static_cast<double>(integer->get());
        result.text = QString::number(result.integer);
    } else if (const auto *number = node.as_floating_point()) {
        result.kind = Kind::Number;
        result.number = number->get();
        result.text = engine::numberText(result.number);
    } else if (const auto *boolean = node.as_boolean()) {
        result.kind = Kind::Boolean;
        result.boolean = boolean->get();
        result.text = result.boolean ? QStringLiteral("true") : QStringLiteral("false");
    } else {
        result.kind = Kind::Time;
    }
    return result;
}
} // namespace

QString FileProblem::text() const
{
    const auto place = line > 0 ? QStringLiteral("%1:%2:%3").arg(file).arg(line).arg(column) : file;
    return key.isEmpty() ? QStringLiteral("%1: %2").arg(place, message)
                         : QStringLiteral("%1: %2: %3").arg(place, key, message);
}

const ConfigNode *ConfigNode::find(QStringView member) const
{
    for (const auto &child : children)
        if (kind == Kind::Table && child.name == member)
            return &child;
    return nullptr;
}

QString ConfigNode::shown() const
{
    switch (kind) {
    case Kind::Table:
        return QStringLiteral("a table");
    case Kind::List:
        return QStringLiteral("a list of %1").arg(children.size());
    case Kind::Text:
        return QStringLiteral("the text %1").arg(engine::quoted(text));
    case Kind::Integer:
    case Kind::Number:
        return QStringLiteral("the number %1").arg(text);
    case Kind::Boolean:
        return text;
    case Kind::Time:
        break;
    }
    return QStringLiteral("a date or time");
}

namespace
{
/// Where a key of more parts than any file needs stands; each is one level of nesting, and toml++ sets no limit to those.
std::optional<std::pair<int, int>> endlessKey(const QByteArray &content)
{
    constexpr int most = 1000;
    int line = 1;
    int parts = 0;
    qsizetype lineBegin = 0;
    for (qsizetype i = 0; i < content.size(); ++i) {
        const char byte = content[i];
        if (byte == '.' && ++parts > most)
            return std::pair(line, static_cast<int>(i - lineBegin) + 1);
        if (std::strchr("\n=,[]{}", byte))
            parts = 0;
        if (byte == '\n') {
            ++line;
            lineBegin = i + 1;
        }
    }
    return std::nullopt;
}
} // namespace

ConfigFile readConfig(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        ConfigFile result;
        result.problems.push_back(
            {path, 0, 0, {}, QStringLiteral("The file cannot be read: %1. Check the path.").arg(file.errorString())});
        return result;
    }
    return readConfig(path, file.readAll());
}

ConfigFile readConfig(const QString &path, const QByteArray &content)
{
    ConfigFile result;
    if (const auto place = endlessKey(content)) {
        result.problems.push_back({path, place->first, place->second, {},
                                   QStringLiteral("Here are more than 1000 dots in one key; a key has a few parts at most.")});
        return result;
    }
    try {
        const auto table = toml::parse(std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
        result.root = converted(table, {}, {});
    } catch (const toml::parse_error &error) {
        const auto at = error.source().begin;
        result.problems.push_back(
            {path,
             static_cast<int>(at.line),
             static_cast<int>(at.column),
             {},
             QStringLiteral("This is no TOML: %1. %2").arg(fromToml(error.description()), wayOut(error))});
    }
    return result;
}

ConfigNode substituted(ConfigNode node, const QHash<QString, QString> &values)
{
    if (node.kind == ConfigNode::Kind::Text)
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            node.text.replace(QStringLiteral("{%1}").arg(it.key()), it.value());
    for (auto &child : node.children)
        child = substituted(std::move(child), values);
    return node;
}
} // namespace podium::devices
