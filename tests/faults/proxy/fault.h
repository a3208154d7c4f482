// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace podium::tests
{
/// What may be done to a message on its way.
enum class Verb : quint8 {
    Drop,
    Delay,
    Duplicate,
    Truncate,
    Corrupt,
    Split,
    Slice,
    Bandwidth,
    Hold,
    Merge,
    Reorder,
    Garbage,
    Insert,
    Append,
    Replace,
    Endless,
    Freeze,
    Reset,
    HalfClose,
    Close,
};

/// One fault of one message, for example "delay 200 ms"; README.md tells all of them.
struct Fault {
    Verb verb = Verb::Drop;
    std::optional<qint64> number;
    QByteArray text; ///< of insert, append and replace

    /// Errors: empty, and the problem says what is wrong and what is allowed.
    static std::optional<Fault> parse(QStringView words, QString &problem);
};

/// "TEXT" with \n, \r, \\, \" and \xHH inside, as bytes. Errors: empty for anything else.
std::optional<QByteArray> quotedBytes(QStringView text);
/// Where text outside quotes is cut at commas.
std::vector<QStringView> commaList(QStringView text);
} // namespace podium::tests
