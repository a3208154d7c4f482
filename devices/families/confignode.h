// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/fileproblem.h"

#include <QHash>

#include <optional>

namespace podium::devices
{
/// One value of a TOML file, with the place where it stands.
struct ConfigNode {
    enum class Kind : quint8 { Table, List, Text, Integer, Number, Boolean, Time };

    Kind kind = Kind::Table;
    QString name; ///< the last part of its key
    QString key;  ///< from the root of the file
    int line = 0;
    int column = 0;
    int keyLine = 0; ///< where its name stands
    int keyColumn = 0;
    QString text; ///< of a Text; of numbers as the C locale spells them
    qint64 integer = 0;
    double number = 0; ///< of a Number and an Integer
    bool boolean = false;
    std::vector<ConfigNode> children; ///< of a table in the order of the file; of a list

    const ConfigNode *find(QStringView member) const;
    bool isNumber() const { return kind == Kind::Integer || kind == Kind::Number; }
    /// The value for use inside a sentence: `the text "abc"`, "the number 3", "a list of 2".
    QString shown() const;
};

/// A file as it was read, or why it could not be.
struct ConfigFile {
    std::optional<ConfigNode> root;
    FileProblems problems;
};

/// Reads a TOML file, or a Qt resource. Source: toml++, which names line and column.
/// Thread: any.
ConfigFile readConfig(const QString &path);
/// The same for a text that is, or will be, the content of the file.
ConfigFile readConfig(const QString &path, const QByteArray &content);

/// The same tree with each {name} of the map replaced in all its texts.
ConfigNode substituted(ConfigNode node, const QHash<QString, QString> &values);
} // namespace podium::devices
