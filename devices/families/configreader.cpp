// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/configreader.h"

#include "engine/model/nearest.h"
#include "engine/model/quantity.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <cmath>

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

QString nearestWord(const QString &word, const QStringList &known)
{
    const auto hint = didYouMean(word, known);
    return hint.startsWith(QLatin1String(" Did")) ? hint : QString();
}

void ProblemList::add(const ConfigNode &node, const QString &message)
{
    m_all.push_back({m_file, node.line, node.column, node.key, message});
}

void ProblemList::addAtKey(const ConfigNode &node, const QString &message)
{
    m_all.push_back({m_file, node.keyLine, node.keyColumn, node.key, message});
}

ConfigReader::ConfigReader(const ConfigNode &table, ProblemList &problems)
    : m_table(&table)
    , m_problems(&problems)
{
}

const ConfigNode *ConfigReader::find(const QString &key)
{
    if (!m_known.contains(key))
        m_known << key;
    return m_table->find(key);
}

const ConfigNode *ConfigReader::require(const QString &key, const QString &what)
{
    const auto *node = find(key);
    if (!node) {
        auto missing = *m_table;
        missing.key = m_table->key.isEmpty() ? key : QStringLiteral("%1.%2").arg(m_table->key, key);
        m_problems->add(missing, QStringLiteral("The key %1 is missing; give %2.").arg(key, what));
    }
    return node;
}

bool ConfigReader::is(const ConfigNode *node, Kind kind, const QString &what)
{
    if (!node)
        return false;
    if (node->kind == kind)
        return true;
    m_problems->add(*node, QStringLiteral("%1 is given, but %2 is wanted.").arg(node->shown(), what));
    return false;
}

QString ConfigReader::text(const QString &key, const QString &what)
{
    const auto *node = require(key, what);
    if (!is(node, Kind::Text, what))
        return {};
    if (node->text.isEmpty())
        m_problems->add(*node, QStringLiteral("The text is empty; give %1.").arg(what));
    return node->text;
}

QString ConfigReader::text(const QString &key, const QString &what, const QString &fallback)
{
    const auto *node = find(key);
    return is(node, Kind::Text, what) ? node->text : fallback;
}

bool ConfigReader::boolean(const QString &key, bool fallback)
{
    const auto *node = find(key);
    return is(node, Kind::Boolean, QStringLiteral("true or false")) ? node->boolean : fallback;
}

qint64 ConfigReader::integer(const QString &key, qint64 fallback, qint64 low, qint64 high)
{
    const auto what = QStringLiteral("a whole number from %1 to %2").arg(low).arg(high);
    const auto *node = find(key);
    if (!is(node, Kind::Integer, what))
        return fallback;
    if (node->integer >= low && node->integer <= high)
        return node->integer;
    m_problems->add(*node, QStringLiteral("%1 is outside; give %2.").arg(node->text, what));
    return fallback;
}

double ConfigReader::number(const QString &key, double fallback)
{
    const auto *node = find(key);
    if (!node)
        return fallback;
    if (node->isNumber() && std::isfinite(node->number))
        return node->number;
    m_problems->add(*node, QStringLiteral("%1 is given, but a finite number is wanted.").arg(node->shown()));
    return fallback;
}

Duration ConfigReader::duration(const QString &key, Duration fallback)
{
    const auto what = QStringLiteral("a time above 0 with its unit, for example \"100 ms\"");
    const auto *node = find(key);
    if (!is(node, Kind::Text, what))
        return fallback;
    try {
        constexpr double longestSeconds = 1.0e6;
        const double seconds = Quantity::parse(node->text).in(Unit::parse(QStringLiteral("s")));
        if (seconds > 0 && seconds < longestSeconds)
            return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
        m_problems->add(*node, QStringLiteral("%1 is not above 0, or too long; give %2.").arg(quoted(node->text), what));
    } catch (const Error &error) {
        m_problems->add(*node, QStringLiteral("%1 is no time: %2 Give %3.").arg(quoted(node->text), error.message(), what));
    }
    return fallback;
}

std::optional<QRegularExpression> ConfigReader::pattern(const QString &key)
{
    const auto *node = find(key);
    if (!is(node, Kind::Text, QStringLiteral("a pattern (a regular expression)")))
        return {};
    QRegularExpression pattern(node->text);
    if (pattern.isValid())
        return pattern;
    m_problems->add(
        *node, QStringLiteral(
                   "The pattern %1 is broken at its character %2: %3. Put a \\ before a sign that stands for itself.")
                   .arg(quoted(node->text), QString::number(pattern.patternErrorOffset() + 1), pattern.errorString()));
    return {};
}

QStringList ConfigReader::texts(const QString &key)
{
    const auto *node = find(key);
    if (!node)
        return {};
    if (node->kind == Kind::Text)
        return {node->text};
    QStringList result;
    if (is(node, Kind::List, QStringLiteral("a text or a list of texts")))
        for (const auto &item : node->children)
            if (is(&item, Kind::Text, QStringLiteral("a text")))
                result << item.text;
    return result;
}

QString ConfigReader::choice(const QString &key, const QStringList &words, const QString &fallback)
{
    const auto what = QStringLiteral("one of %1").arg(words.join(QStringLiteral(", ")));
    const auto *node = find(key);
    if (!is(node, Kind::Text, what))
        return fallback;
    if (words.contains(node->text))
        return node->text;
    m_problems->add(*node, QStringLiteral("%1 is not known here; give %2.").arg(quoted(node->text), what));
    return fallback;
}

std::optional<ConfigReader> ConfigReader::below(const QString &key)
{
    const auto *node = find(key);
    if (!is(node, Kind::Table, QStringLiteral("a table [%1]").arg(key)))
        return {};
    return ConfigReader(*node, *m_problems);
}

std::vector<ConfigReader> ConfigReader::list(const QString &key)
{
    std::vector<ConfigReader> result;
    const auto *node = find(key);
    const auto what = QStringLiteral("tables [[%1]]").arg(key);
    if (is(node, Kind::List, what))
        for (const auto &item : node->children)
            if (is(&item, Kind::Table, what))
                result.emplace_back(item, *m_problems);
    return result;
}

void ConfigReader::finish()
{
    auto allowed = m_known;
    allowed.sort();
    for (const auto &child : m_table->children) {
        if (m_known.contains(child.name))
            continue;
        m_problems->addAtKey(
            child, QStringLiteral("There is no key %1 here.%2 Allowed are %3.")
                       .arg(quoted(child.name), nearestWord(child.name, allowed), allowed.join(QStringLiteral(", "))));
    }
}
} // namespace podium::devices
