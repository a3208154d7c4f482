// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/waveformtext.h"

#include "engine/model/number.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
[[noreturn]] void refuse(RefusalKind kind, const QString &message) { throw Error::refused(kind, QString(), message); }

[[noreturn]] void refuseCount(const QString &count, qsizetype most)
{
    refuse(RefusalKind::DeviceLimit,
           QStringLiteral("%1 samples are more than a text may have; give at most %2.").arg(count, QString::number(most)));
}

/// A number, and behind it, maybe, a unit.
struct Sample {
    double value = 0;
    QStringView behind;
};

Sample readSample(QStringView text, const QString &which)
{
    const QStringView trimmed = text.trimmed();
    const ScannedNumber number = scanNumber(trimmed);
    if (number.problem != NumberProblem::None)
        refuse(refusalKind(number.problem), which + numberMessage(number.problem, trimmed));
    return {number.value, trimmed.sliced(number.length).trimmed()};
}

Unit unitOf(QStringView text, Unit bareUnit) { return text.isEmpty() ? bareUnit : Unit::parse(text.toString()); }

bool isSeparator(QChar c, bool hasCommas) { return hasCommas ? c == u',' : c == u'\n' || c == u'\t' || c == u';'; }

Waveform parseList(QStringView inside, bool hasBrackets, QStringView unitText, qsizetype most, Unit bareUnit)
{
    const bool hasCommas = inside.contains(u',');
    const auto separates = [hasCommas](QChar c) { return isSeparator(c, hasCommas); };
    const auto count = std::count_if(inside.begin(), inside.end(), separates) + 1;
    if (count > most)
        refuseCount(QString::number(count), most);
    Waveform waveform;
    waveform.samples.reserve(count);
    const auto *at = inside.begin();
    for (qsizetype i = 1; i <= count; ++i) {
        const auto *end = std::find_if(at, inside.end(), separates);
        const QStringView part(at, end);
        const auto which = count > 1 ? QStringLiteral("sample %1: ").arg(i) : QString();
        const auto sample = readSample(part, which);
        const bool mayHaveUnit = !hasBrackets && i == count;
        if (!sample.behind.isEmpty() && !mayHaveUnit) {
            const bool isComma = hasCommas && part.trimmed().contains(u'\n');
            refuse(RefusalKind::Type, which + quoted(part.trimmed()) +
                                          (isComma ? QStringLiteral(" is not a number; commas separate numbers, so write a decimal point, like 12.5.")
                                                   : QStringLiteral(" is not a number; the unit stands once, behind the list.")));
        }
        waveform.samples << sample.value;
        if (mayHaveUnit)
            unitText = sample.behind;
        at = end + 1;
    }
    waveform.unit = unitOf(unitText, bareUnit);
    return waveform;
}

/// "0 .. 10 mm in 11"; the dots are there.
Waveform parseRange(const QString &text, qsizetype dots, qsizetype most, Unit bareUnit)
{
    const auto form = QStringLiteral("; write a range like 0 .. 10 mm in 11.");
    const auto in = text.lastIndexOf(QStringLiteral(" in "));
    if (in < dots || text.count(QStringLiteral("..")) != 1 || text.contains(QStringLiteral("...")))
        refuse(RefusalKind::Type, quoted(text) + QStringLiteral(" does not say from where to where in how many samples") + form);
    const auto count = parseInteger(QStringView(text).sliced(in + 4));
    if (!count || *count < 2)
        refuse(RefusalKind::Type, quoted(QStringView(text).sliced(in + 4)) + QStringLiteral(" is no number of samples, which are 2 at least") + form);
    if (*count > most)
        refuseCount(QString::number(*count), most);
    const auto first = readSample(QStringView(text).first(dots), QStringLiteral("the first sample: "));
    const auto last = readSample(QStringView(text).sliced(dots + 2, in - dots - 2), QStringLiteral("the last sample: "));
    if (last.behind.isEmpty() && !first.behind.isEmpty())
        refuse(RefusalKind::Unit, QStringLiteral("%1 has a unit, and the last sample has none: the unit stands behind the last number")
                                          .arg(quoted(QStringView(text).first(dots).trimmed())) + form);
    Waveform waveform;
    waveform.unit = unitOf(last.behind, bareUnit);
    const auto firstUnit = unitOf(first.behind, waveform.unit);
    if (!firstUnit.compatibleWith(waveform.unit))
        refuse(RefusalKind::Unit, QStringLiteral("%1 and %2 do not go together").arg(firstUnit.symbol(), waveform.unit.symbol()) + form);
    const double from = firstUnit.convert(first.value, waveform.unit);
    waveform.samples.reserve(*count);
    const auto steps = double(*count - 1);
    waveform.samples << from;
    for (double i = 1; i < steps; ++i)
        waveform.samples << (from * (steps - i) + last.value * i) / steps; // 0 .. 1 in 11 has 0.3
    waveform.samples << last.value;
    return waveform;
}
} // namespace

Waveform parseWaveform(const QString &text, qsizetype most, Unit bareUnit)
{
    auto trimmed = text.trimmed();
    trimmed.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n'); // as Windows and old files end lines
    if (const auto dots = trimmed.indexOf(QStringLiteral("..")); dots >= 0)
        return parseRange(trimmed, dots, most, bareUnit);
    if (!trimmed.startsWith(u'['))
        return parseList(trimmed, false, {}, most, bareUnit);
    const auto end = trimmed.indexOf(u']');
    if (end < 0)
        refuse(RefusalKind::Type, QStringLiteral("%1 has no closing bracket; write it like [1, 2, 3] mm.").arg(quoted(text)));
    const QStringView all(trimmed);
    return parseList(all.sliced(1, end - 1).trimmed(), true, all.sliced(end + 1).trimmed(), most, bareUnit);
}
} // namespace podium::engine
