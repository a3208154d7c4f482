// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <toml++/toml.h>

namespace podium::app
{
/// Where things stand in the text of a bench file, in bytes. Source: the regions of toml++, which count code points.
/// Errors: Refused for a text that is no TOML, or whose devices stand in one list in brackets.
/// Thread: any, one at a time; the text must outlive it.
class TomlPlaces
{
public:
    explicit TomlPlaces(const QByteArray &text);

    struct Span {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    /// A value and its name.
    struct Entry {
        const toml::node *value = nullptr; ///< null: there is none
        Span name;
        Span span; ///< of the value
        bool exists() const { return value != nullptr; }
    };
    int deviceCount() const { return static_cast<int>(m_devices.size()); }
    /// From its header to the end of its last line; blank lines and comments before the next header are not its own.
    Span block(int device) const;
    Entry entry(int device, const QStringList &path) const;
    /// What stands in the device itself, or in a table of it, in the order of the file. A table with a header of its own is
    /// no entry of the one above.
    std::vector<Entry> entries(int device, const QStringList &path) const;
    /// How a table of a device is written.
    enum class Form : quint8 { Absent, Braces, Header, Dotted };
    Form form(int device, const QString &table) const;

    qsizetype lineBegin(qsizetype at) const;
    qsizetype lineEnd(qsizetype at) const; ///< behind its line feed
    qsizetype headerEnd(int device, const QString &table = {}) const;

private:
    qsizetype offset(const toml::source_position &position) const;
    bool isHeader(const toml::node &table) const;
    const toml::table *table(int device, const QStringList &path) const;

    const QByteArray &m_text;
    toml::table m_root;
    std::vector<qsizetype> m_lines; ///< where each begins
    std::vector<const toml::table *> m_devices;
    std::vector<qsizetype> m_headers; ///< where the tables of the file begin, but those below a device
};
} // namespace podium::app
