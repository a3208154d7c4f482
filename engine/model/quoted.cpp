// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/quoted.h"

namespace podium::engine
{
QString quoted(QStringView text)
{
    constexpr qsizetype longest = 60;
    QString result = QStringLiteral("\"");
    for (const QChar c : text.left(longest)) {
        if (c.isPrint())
            result += c;
        else
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    if (text.size() > longest)
        result += QStringLiteral("...");
    return result + QLatin1Char('"');
}
} // namespace podium::engine
