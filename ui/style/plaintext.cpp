// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/plaintext.h"

namespace podium::ui
{
namespace
{
constexpr QChar box(0xFFFD);

bool isHarmful(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // text direction, zero width, ...
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}
} // namespace

QString oneLine(const QString &text, qsizetype longest)
{
    return fitForLine(text.size() > longest ? text.first(longest - 1) + QChar(0x2026) : text);
}

QString fitForLine(const QString &text)
{
    QString shown = text;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const bool isPair = shown[i].isHighSurrogate() && i + 1 < shown.size() && shown[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (shown[i] == u'\t')
            shown[i] = u' ';
        else if (isHarmful(shown[i]))
            shown[i] = box;
    }
    return shown;
}

QString fitForLines(const QString &text)
{
    QStringList lines;
    for (const auto &line : text.split(u'\n'))
        lines << fitForLine(line);
    return lines.join(u'\n');
}

QString wrappable(const QString &text, qsizetype longest)
{
    constexpr int longestWord = 24;
    constexpr QChar breakHere(0x200B);
    QString broken;
    int run = 0;
    for (const QChar c : oneLine(text, longest)) {
        run = c.isSpace() ? 0 : run + 1;
        broken += c;
        if (run == longestWord && !c.isHighSurrogate()) {
            broken += breakHere;
            run = 0;
        }
    }
    return broken;
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QStringList lines;
    for (const auto &line : text.split(u'\n'))
        lines << wrappable(line).toHtmlEscaped();
    return QStringLiteral("<p>%1</p>").arg(lines.join(QStringLiteral("<br>")));
}

QString buttonText(const QString &text)
{
    return oneLine(text, 32).replace(u'&', QStringLiteral("&&"));
}
} // namespace podium::ui
