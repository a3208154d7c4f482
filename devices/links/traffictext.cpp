// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/traffictext.h"

#include "engine/model/number.h"

#include <algorithm>

namespace podium::devices
{
namespace
{
constexpr qsizetype longestText = 96;
constexpr qsizetype longestHex = 32;
constexpr qsizetype wordsColumn = 23; ///< where the bytes stand

QLatin1String wordFor(TraceKind kind)
{
    switch (kind) {
    case TraceKind::Sent:
        return QLatin1String("sent");
    case TraceKind::Received:
        return QLatin1String("received");
    case TraceKind::Late:
        return QLatin1String("late");
    case TraceKind::Duplicate:
        return QLatin1String("duplicate");
    case TraceKind::Unsolicited:
        return QLatin1String("unasked");
    case TraceKind::Unfinished:
        return QLatin1String("unfinished");
    case TraceKind::TimedOut:
        return QLatin1String("no answer");
    case TraceKind::Connected:
        return QLatin1String("connected");
    case TraceKind::Lost:
        break;
    }
    return QLatin1String("lost");
}

bool isText(char byte) { return (byte >= ' ' && byte <= '~') || byte == '\r' || byte == '\n' || byte == '\t'; }

void appendEscaped(QString &text, char byte)
{
    switch (byte) {
    case '\r':
        text += QLatin1String("\\r");
        break;
    case '\n':
        text += QLatin1String("\\n");
        break;
    case '\t':
        text += QLatin1String("\\t");
        break;
    case '"':
        text += QLatin1String("\\\"");
        break;
    case '\\':
        text += QLatin1String("\\\\");
        break;
    default:
        text += QLatin1Char(byte);
    }
}

/// The bytes that are there, of a message of this size.
QString bytesText(const QByteArray &bytes, qsizetype size)
{
    const bool plain = std::all_of(bytes.begin(), bytes.end(), isText);
    const auto told = bytes.first(std::min(bytes.size(), plain ? longestText : longestHex));
    QString text;
    if (plain) {
        text.reserve(told.size() + 8);
        text += QLatin1Char('"');
        for (const char byte : told)
            appendEscaped(text, byte);
        text += QLatin1Char('"');
    } else {
        text = QLatin1String("hex ") + QString::fromLatin1(told.toHex(' '));
    }
    if (told.size() != size)
        text += QStringLiteral("... (%1 bytes)").arg(size);
    return text;
}

/// Words of ours and of the system, no message.
QString wordsText(const QByteArray &words)
{
    auto text = QString::fromUtf8(words);
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return !c.isPrint(); }, u'?');
    return text;
}

QString whenText(engine::Duration before)
{
    const auto seconds = engine::numberText(std::max(0.0, std::chrono::duration<double>(before).count()), 4);
    const bool isNow = seconds.toDouble() == 0;
    return QStringLiteral("%1 s").arg(isNow ? seconds : QChar(0x2212) + seconds, 8);
}

QString whatText(const TraceEntry &entry)
{
    switch (entry.kind) {
    case TraceKind::Connected:
        return {};
    case TraceKind::Lost:
        return wordsText(entry.text);
    default:
        return bytesText(entry.text + entry.end, entry.size + entry.end.size());
    }
}
} // namespace

QStringList trafficLines(const std::vector<TraceEntry> &entries, engine::TimePoint now)
{
    QStringList lines;
    for (const auto &entry : entries) {
        auto line = whenText(now - entry.when) + QStringLiteral("  ") + wordFor(entry.kind);
        if (const auto what = whatText(entry); !what.isEmpty())
            line = line.leftJustified(wordsColumn) + what;
        lines << line;
    }
    return lines;
}
} // namespace podium::devices
