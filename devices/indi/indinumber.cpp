// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indinumber.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace podium::devices::indi
{
namespace
{
const QRegularExpression &shape()
{
    static const QRegularExpression pattern(QStringLiteral(R"(^%[-+ 0#]*\d*(?:\.(\d*))?(?:l|ll)?([diouxXeEfFgGm])$)"));
    return pattern;
}

std::optional<double> plain(QStringView text)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$)"));
    if (!pattern.match(text.toString()).hasMatch())
        return std::nullopt;
    bool ok = false;
    const double value = text.toDouble(&ok); // always the C locale
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}
} // namespace

std::optional<double> parseNumber(QStringView text)
{
    text = text.trimmed();
    if (text.size() > 64)
        return std::nullopt;
    if (const auto value = plain(text))
        return value;
    static const QRegularExpression pattern(
        QStringLiteral(R"(^([-+]?)\s*(\d+)[:; ]\s*(\d+(?:\.\d*)?)(?:[:; ]\s*(\d+(?:\.\d*)?))?$)"));
    const auto match = pattern.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    double value = 0;
    double weight = 1;
    for (int part = 2; part <= 4; ++part, weight /= 60) {
        if (match.capturedView(part).isEmpty())
            continue;
        const auto number = plain(match.capturedView(part));
        const bool isLast = part == 4 || match.capturedView(part + 1).isEmpty();
        if (!number || (part > 2 && *number >= 60) || (!isLast && *number != std::trunc(*number)))
            return std::nullopt;
        value += *number * weight;
    }
    return match.capturedView(1) == QLatin1String("-") ? -value : value;
}

bool isSexagesimal(const QString &format)
{
    return shape().match(format.trimmed()).captured(2) == QLatin1String("m");
}

int decimalsOf(const QString &format)
{
    const auto match = shape().match(format.trimmed());
    if (!match.hasMatch())
        return -1;
    const auto kind = match.captured(2).front();
    const auto digits = match.captured(1).isEmpty() ? (match.capturedStart(1) >= 0 ? 0 : -1) : match.captured(1).toInt();
    switch (kind.toLatin1()) {
    case 'm':
        return digits >= 9 ? 7 : digits >= 8 ? 6 : digits >= 6 ? 5 : digits >= 5 ? 4 : 3;
    case 'f':
    case 'F':
        return digits < 0 ? 6 : std::min(digits, 15);
    case 'd':
    case 'i':
    case 'u':
        return 0;
    default:
        return -1;
    }
}

QByteArray numberText(double number)
{
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}
} // namespace podium::devices::indi
