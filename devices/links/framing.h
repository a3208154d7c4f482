// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>

#include <optional>
#include <vector>

namespace podium::devices
{
/// How many lines make one reply, and what they look like; a query may bring its own.
struct ReplyShape {
    int lines = 1;                          ///< 0: until a line matches `last`
    std::optional<QRegularExpression> last; ///< a line that ends the reply early, for example an error in its place
    /// What the first line looks like (`last` may stand in its place): lines that do not match are discarded and counted.
    std::optional<QRegularExpression> first;

    /// True when this line can begin the reply.
    bool accepts(const QByteArray &line) const;
    /// True when the reply is complete with this line, its `count`-th.
    bool endsWith(const QByteArray &line, int count) const;
};

/// How bytes become messages on one link.
struct Framing {
    QByteArray sendEnd = "\n";                             ///< appended to every message that is sent
    std::vector<QByteArray> receiveEnds = {"\r\n", "\n"}; ///< any of these ends a received line
    /// A line that begins with '#' and a digit 1 to 9 is one IEEE 488.2 definite-length block, and nothing behind it.
    bool blocks = true;
    qsizetype cap = qsizetype(1024) * 1024; ///< the longest line and the longest reply. Unit: bytes
    ReplyShape reply;            ///< the shape of a reply unless the query brings its own
};
} // namespace podium::devices
