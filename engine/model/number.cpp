// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/number.h"

#include "engine/model/quoted.h"

#include <QLocale>
#include <QVarLengthArray>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace podium::engine
{
namespace
{
bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isSign(QChar c) { return c == u'+' || c == u'-'; }

QChar charAt(QStringView text, qsizetype at) { return at < text.size() ? text[at] : QChar(u'\0'); }

qsizetype skipDigits(QStringView text, qsizetype at)
{
    while (isDigit(charAt(text, at)))
        ++at;
    return at;
}

bool startsWithNonFinite(QStringView text)
{
    for (const QStringView word : {u"infinity", u"inf", u"nan"}) {
        if (text.startsWith(word, Qt::CaseInsensitive))
            return !charAt(text, word.size()).isLetterOrNumber();
    }
    return false;
}

/// What may not follow a number: the rest of a spelling that is not ours.
NumberProblem problemBehind(QStringView text, qsizetype end)
{
    const QChar c = charAt(text, end);
    const QChar next = charAt(text, end + 1);
    if (c == u',' && isDigit(next))
        return NumberProblem::DecimalComma;
    if ((c == u'.' || c == u'_' || c == u'\'') && (isDigit(next) || next == u'.'))
        return NumberProblem::Malformed;
    const bool isOtherBase = c.toLower() == u'x' || (c.toLower() == u'b' && isDigit(next)); // 0x1F, 0b11
    if (isOtherBase)
        return NumberProblem::Malformed;
    const bool exponentWithoutDigits = (c == u'e' || c == u'E') && (end + 1 == text.size() || isSign(next));
    return exponentWithoutDigits ? NumberProblem::Malformed : NumberProblem::None;
}

/// The ASCII characters of a number for std::from_chars, which knows no plus sign.
QVarLengthArray<char, 64> ascii(QStringView number)
{
    QVarLengthArray<char, 64> chars;
    for (const QChar c : number.sliced(number.startsWith(u'+') ? 1 : 0))
        chars.append(c.toLatin1());
    return chars;
}
} // namespace

ScannedNumber scanNumber(QStringView text)
{
    const qsizetype start = isSign(charAt(text, 0)) ? 1 : 0;
    if (startsWithNonFinite(text.sliced(start)))
        return {.problem = NumberProblem::NotFinite};
    qsizetype end = skipDigits(text, start);
    qsizetype digits = end - start;
    if (charAt(text, end) == u'.') {
        const qsizetype afterPoint = skipDigits(text, end + 1);
        digits += afterPoint - end - 1;
        end = afterPoint;
    }
    if (digits == 0)
        return {.problem = NumberProblem::Missing};
    if (charAt(text, end).toLower() == u'e') {
        const qsizetype exponent = end + (isSign(charAt(text, end + 1)) ? 2 : 1);
        if (isDigit(charAt(text, exponent)))
            end = skipDigits(text, exponent);
    }
    if (const NumberProblem problem = problemBehind(text, end); problem != NumberProblem::None)
        return {.problem = problem};

    const auto chars = ascii(text.first(end));
    ScannedNumber result{.length = end};
    const auto [stop, error] = std::from_chars(chars.cbegin(), chars.cend(), result.value);
    if (error == std::errc::result_out_of_range)
        return {.problem = NumberProblem::OutOfRange};
    if (error != std::errc() || stop != chars.cend())
        return {.problem = NumberProblem::Malformed};
    return result;
}

std::optional<double> parseNumber(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const ScannedNumber number = scanNumber(trimmed);
    if (number.problem != NumberProblem::None || number.length != trimmed.size())
        return std::nullopt;
    return number.value;
}

std::optional<qint64> parseInteger(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype start = isSign(charAt(trimmed, 0)) ? 1 : 0;
    if (start == trimmed.size() || skipDigits(trimmed, start) != trimmed.size())
        return std::nullopt;
    const auto chars = ascii(trimmed);
    qint64 value = 0;
    const auto [stop, error] = std::from_chars(chars.cbegin(), chars.cend(), value);
    if (error != std::errc() || stop != chars.cend())
        return std::nullopt;
    return value;
}

QString numberMessage(NumberProblem problem, QStringView text)
{
    QString sentence;
    switch (problem) {
    case NumberProblem::None:
        break;
    case NumberProblem::Missing:
        sentence = QStringLiteral("%1 does not start with a number; write one like 12.5 or -3e2.");
        break;
    case NumberProblem::NotFinite:
        sentence = QStringLiteral("%1 is not a finite number; NaN and infinity are always refused.");
        break;
    case NumberProblem::OutOfRange:
        sentence = QStringLiteral("%1 is beyond what a number can hold (2.2e-308 to 1.8e308).");
        break;
    case NumberProblem::DecimalComma:
        sentence = QStringLiteral("%1 has a comma in its number; write a decimal point, like 12.5.");
        break;
    case NumberProblem::Malformed:
        sentence = QStringLiteral("%1 is not a decimal number; write one like 12.5 or -3e2.");
        break;
    }
    return sentence.arg(quoted(text));
}

RefusalKind refusalKind(NumberProblem problem)
{
    const bool isNotFinite = problem == NumberProblem::NotFinite || problem == NumberProblem::OutOfRange;
    return isNotFinite ? RefusalKind::NotFinite : RefusalKind::Type;
}

QString numberText(double value, int decimals)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("Inf") : QStringLiteral("-Inf");
    const double size = std::abs(value);
    const bool fixed = size < 1e15 && (decimals >= 0 || size >= 1e-4 || size == 0);
    QString text = QString::number(value, fixed ? 'f' : 'e', decimals >= 0 ? decimals : QLocale::FloatingPointShortest);
    const auto isNonZero = [](QChar c) { return c >= u'1' && c <= u'9'; };
    if (text.startsWith(u'-') && std::none_of(text.cbegin(), text.cend(), isNonZero))
        text.remove(0, 1);
    return text;
}
} // namespace podium::engine
