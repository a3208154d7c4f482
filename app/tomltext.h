// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace podium::app
{
/// The text of a bench file, changed in place: what an edit does not touch stays as it is, byte for byte, with its comments,
/// its order and its line ends. Places are those that toml++ tells.
///
/// Devices are counted from 0, in the order of the file; a path leads from the table of one to a value: {"settings", "axis"}.
/// Errors: an edit that this text does not allow throws engine::Error (Refused) with what to do; then nothing has changed.
/// Thread: any, one at a time.
class TomlText
{
public:
    explicit TomlText(QByteArray text) : m_text(std::move(text)) {}

    const QByteArray &text() const { return m_text; }

    /// Gives a value: in the place of the one that is there, or as a new line, or as a new part of a table in braces.
    void set(int device, const QStringList &path, const QString &literal);
    /// Takes a value away, with its line if it has one of its own.
    void remove(int device, const QStringList &path);
    /// A new device behind the last one.
    void append(const QStringList &lines);
    /// The same once more behind it, comments included, with another id.
    void duplicate(int device, const QString &idLiteral);
    /// Takes a device away, with the comment right above it.
    void removeDevice(int device);

    /// A text in double quotes.
    static QString quotedText(const QString &text);

private:
    /// From one byte to the one behind the last.
    struct Span {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    void splice(const Span &span, const QByteArray &with);
    void insertLine(qsizetype at, const QString &line);

    QByteArray m_text;
};
} // namespace podium::app
