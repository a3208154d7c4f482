// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/typedvalue.h"

#include "engine/model/number.h"
#include "engine/model/valuecheck.h"
#include "engine/model/waveformtext.h"
#include "ui/style/spelling.h"

#include <QCoreApplication>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr int mostDigits = 17; // of a number that is stepped; all fit into a qint64

/// Digits before an exponent, which keeps its value while they are stepped.
qsizetype mantissaLength(QStringView text)
{
    const auto number = scanNumber(text);
    if (number.problem != NumberProblem::None)
        return 0;
    for (qsizetype i = 0; i < number.length; ++i)
        if (text[i] == u'e' || text[i] == u'E')
            return i;
    return number.length;
}
} // namespace

Value typedValue(const ParameterSpec &spec, const QString &text, const QString &address)
{
    if (spec.type == ParameterType::Waveform)
        return coerce(spec, parseWaveform(withPlainMinus(text), mostTypedSamples, spec.unit), address);
    if (spec.type != ParameterType::Quantity && spec.type != ParameterType::Integer)
        return parseValue(spec, text, address);
    const auto typed = withPlainMinus(text).trimmed();
    const bool isBare = parseNumber(typed).has_value();
    return parseValue(spec, isBare && spec.unit != Unit() ? typed + u' ' + spec.unit.symbol() : typed, address);
}

QString conversionPreview(const ParameterSpec &spec, const QString &text)
{
    if (spec.type != ParameterType::Quantity && spec.type != ParameterType::Integer)
        return {};
    try {
        const auto result = spelled(typedValue(spec, text, {}));
        const auto typed = withPlainMinus(text).simplified();
        if (typed.isEmpty() || Quantity::parse(typed).unit() == spec.unit)
            return {};
        return QStringLiteral("%1 = %2").arg(text.simplified(), result);
    } catch (const Error &) {
        return {};
    }
}

int digitAt(const QString &given, int cursor)
{
    const auto text = withPlainMinus(given);
    const auto length = int(mantissaLength(text));
    for (int i = std::clamp(cursor, 0, length); i < length; ++i)
        if (text[i].isDigit())
            return i;
    for (int i = length - 1; i >= 0; --i)
        if (text[i].isDigit())
            return i;
    return -1;
}

QString stepDigit(const QString &given, int &place, int steps)
{
    const auto text = withPlainMinus(given);
    const auto length = mantissaLength(text);
    if (place < 0 || place >= length || !text[place].isDigit())
        return given;
    const auto point = text.first(length).indexOf(u'.');
    const auto decimals = point < 0 ? 0 : length - point - 1;
    QString digits = text.first(length);
    digits.remove(u'.').remove(u'+');
    if (digits.size() > mostDigits)
        return given;
    qint64 step = steps;
    qsizetype right = 0; // digits to the right of the place
    for (auto i = place + 1; i < length; ++i)
        if (text[i].isDigit()) {
            step *= 10;
            ++right;
        }
    const qint64 stepped = digits.toLongLong() + step;
    auto shown = QString::number(std::abs(stepped)).rightJustified(decimals + 1, u'0');
    shown = shown.rightJustified(right + 1, u'0'); // the digit that is stepped stays
    if (decimals > 0)
        shown.insert(shown.size() - decimals, u'.');
    if (stepped < 0)
        shown.prepend(QChar(0x2212));
    place = int(shown.size() - 1 - right - (decimals > 0 && right >= decimals ? 1 : 0));
    return shown + text.sliced(length);
}

QString limitsText(const ParameterSpec &spec, const Limits &soft, const Limits &told)
{
    const auto device = Limits::narrower(spec.deviceLimits, told);
    const auto both = Limits::narrower(device, soft);
    if (!both.low && !both.high)
        return {};
    const auto tr = [](const char *text) { return QCoreApplication::translate("podium::ui::limitsText", text); };
    const auto isSoft = [](const auto &limit, const auto &people, const auto &other) { return limit && limit == people && people != other; };
    const bool lowIsSoft = isSoft(both.low, soft.low, device.low);
    const bool highIsSoft = isSoft(both.high, soft.high, device.high);
    const auto owner = [&](bool ownedByPeople) { return ownedByPeople ? tr("soft") : tr("device"); };
    const auto number = [&](double limit) { return spelled(Quantity(limit, spec.unit), spec.decimals); };
    if (!both.high)
        return tr("at least %1 (%2 limit)").arg(number(*both.low), owner(lowIsSoft));
    if (!both.low)
        return tr("at most %1 (%2 limit)").arg(number(*both.high), owner(highIsSoft));
    if (lowIsSoft == highIsSoft)
        return tr("%1 to %2 (%3)").arg(spelled(Quantity(*both.low, Unit()), spec.decimals), number(*both.high), owner(lowIsSoft));
    return tr("%1 (%2) to %3 (%4 limit)").arg(number(*both.low), owner(lowIsSoft), number(*both.high), owner(highIsSoft));
}
} // namespace podium::ui
