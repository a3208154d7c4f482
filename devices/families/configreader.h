// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/confignode.h"

#include "engine/tasks/clock.h"

#include <QRegularExpression>
#include <QStringList>

namespace podium::devices
{
/// " Did you mean x?" for the known word that is nearest, else nothing.
QString nearestWord(const QString &word, const QStringList &known);

/// Gathers all that is wrong with one file.
class ProblemList
{
public:
    explicit ProblemList(QString file)
        : m_file(std::move(file))
    {
    }

    /// At the value.
    void add(const ConfigNode &node, const QString &message);
    /// At the name of the value.
    void addAtKey(const ConfigNode &node, const QString &message);

    const QString &file() const { return m_file; }
    const FileProblems &all() const { return m_all; }
    std::size_t count() const { return m_all.size(); }

private:
    QString m_file;
    FileProblems m_all;
};

/// Reads one table and notes what is wrong: keys that are missing, unknown, or of another kind. The keys that were
/// asked for are the known ones; finish() refuses all others. Every function returns something harmless where it notes
/// a problem. Thread: one at a time; must not outlive the table.
class ConfigReader
{
public:
    ConfigReader(const ConfigNode &table, ProblemList &problems);

    const ConfigNode &table() const { return *m_table; }
    ProblemList &problems() const { return *m_problems; }

    /// Null if it is not there.
    const ConfigNode *find(const QString &key);
    /// What: what to give there, for the message: "a text, for example \"stage/x\"".
    const ConfigNode *require(const QString &key, const QString &what);

    QString text(const QString &key, const QString &what);
    QString text(const QString &key, const QString &what, const QString &fallback);
    bool boolean(const QString &key, bool fallback);
    qint64 integer(const QString &key, qint64 fallback, qint64 low, qint64 high);
    double number(const QString &key, double fallback);
    /// A time with its unit, above zero: "100 ms".
    engine::Duration duration(const QString &key, engine::Duration fallback);
    std::optional<QRegularExpression> pattern(const QString &key);
    /// A text, or a list of texts; empty if it is not there.
    QStringList texts(const QString &key);
    /// One of the words, else the fallback.
    QString choice(const QString &key, const QStringList &words, const QString &fallback);

    /// A table below this one, if it is there.
    std::optional<ConfigReader> below(const QString &key);
    /// The tables of a list `[[key]]`.
    std::vector<ConfigReader> list(const QString &key);

    /// Refuses every key that nobody asked for, naming the nearest and all that are allowed.
    void finish();

private:
    bool is(const ConfigNode *node, ConfigNode::Kind kind, const QString &what);

    const ConfigNode *m_table;
    ProblemList *m_problems;
    QStringList m_known;
};
} // namespace podium::devices
