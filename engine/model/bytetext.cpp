// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/bytetext.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <algorithm>
#include <optional>

namespace podium::engine
{
namespace
{
[[noreturn]] void refuse(const QString &text, qsizetype place, const QString &what)
{
    throw Error::refused(RefusalKind::Type, {},
                         QStringLiteral("The message %1 cannot be sent: %2 at place %3. Write bytes that are no ASCII letters as \\xNN, a line end "
                                        "as \\r or \\n, a tab as \\t, and a backslash as \\\\.")
                             .arg(quoted(text), what, QString::number(place + 1)));
}

std::optional<char> plainEscape(QChar letter)
{
    switch (letter.unicode()) {
    case u'r':
        return '\r';
    case u'n':
        return '\n';
    case u't':
        return '\t';
    case u'\\':
        return '\\';
    default:
        return std::nullopt;
    }
}

bool isHexadecimal(const QString &digits)
{
    return std::all_of(digits.begin(), digits.end(), [](QChar digit) {
        return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f') || (digit >= u'A' && digit <= u'F');
    });
}
} // namespace

QString byteText(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size() + 8);
    for (const char byte : bytes) {
        if (byte == '\\')
            text += QLatin1String("\\\\");
        else if (byte >= ' ' && byte <= '~')
            text += QLatin1Char(byte);
        else if (byte == '\r')
            text += QLatin1String("\\r");
        else if (byte == '\n')
            text += QLatin1String("\\n");
        else if (byte == '\t')
            text += QLatin1String("\\t");
        else
            text += QStringLiteral("\\x%1").arg(uint(uchar(byte)), 2, 16, QLatin1Char('0'));
    }
    return text;
}

QByteArray bytesOf(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto letter = text[i];
        if (letter < u' ' || letter > u'~')
            refuse(text, i, QStringLiteral("there is %1, which is no ASCII letter,").arg(quoted(QString(letter))));
        if (letter != u'\\') {
            bytes += letter.toLatin1();
            continue;
        }
        const auto next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (const auto byte = plainEscape(next)) {
            bytes += *byte;
            ++i;
            continue;
        }
        const auto digits = text.mid(i + 2, 2);
        if (next != u'x' || digits.size() != 2 || !isHexadecimal(digits))
            refuse(text, i, QStringLiteral("there is an escape that is none"));
        bytes += char(digits.toUShort(nullptr, 16));
        i += 3;
    }
    return bytes;
}
} // namespace podium::engine
