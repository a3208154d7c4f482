// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/wireformat.h"

#include "engine/model/expectation.h"
#include "engine/model/number.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <algorithm>
#include <cmath>

namespace podium::devices
{
using namespace engine;

bool isSameCode(const QString &a, const QString &b)
{
    if (a.compare(b, Qt::CaseInsensitive) == 0)
        return true;
    const auto number = parseNumber(a);
    return number && parseNumber(b) == number;
}

namespace
{
[[noreturn]] void refuse(const QString &why) { throw Error(ErrorKind::Device, why); }

bool contains(const QStringList &words, const QString &text)
{
    return std::any_of(words.begin(), words.end(), [&](const QString &word) { return isSameCode(word, text); });
}

QString whatIsWrong(NumberProblem problem, const QString &text)
{
    switch (problem) {
    case NumberProblem::Missing:
    case NumberProblem::Malformed:
        return QStringLiteral("%1 is no number").arg(quoted(text));
    case NumberProblem::NotFinite:
        return QStringLiteral("%1 is not finite").arg(quoted(text));
    case NumberProblem::OutOfRange:
        return QStringLiteral("%1 is beyond all numbers").arg(quoted(text));
    case NumberProblem::DecimalComma:
        return QStringLiteral("%1 has a comma in its number").arg(quoted(text));
    case NumberProblem::None:
        break;
    }
    return QStringLiteral("%1 is more than a number").arg(quoted(text));
}

/// Source: SCPI-1999 volume 1, 7.2.1.4: 9.9E37 stands for infinity and 9.91E37 for not a number.
double number(const QString &text)
{
    constexpr double infinite = 9.9e37;
    constexpr double notANumber = 9.91e37;
    const auto scanned = scanNumber(text);
    if (scanned.problem != NumberProblem::None || scanned.length != text.size())
        refuse(whatIsWrong(scanned.problem, text));
    if (std::abs(scanned.value) >= notANumber)
        refuse(QStringLiteral("%1 stands for \"not a number\"").arg(text));
    if (std::abs(scanned.value) >= infinite)
        refuse(QStringLiteral("%1 stands for an overload").arg(text));
    return scanned.value;
}

qint64 integer(const QString &text)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    if (const auto whole = parseInteger(text))
        return *whole;
    const double value = number(text);
    if (std::trunc(value) != value || std::abs(value) > exact)
        refuse(QStringLiteral("%1 is no whole number").arg(quoted(text)));
    return static_cast<qint64>(value);
}

QList<double> samples(const QString &text, double scale)
{
    QList<double> result;
    for (const auto &part : text.split(QLatin1Char(',')))
        result << number(part.trimmed()) * scale;
    return result;
}

bool boolean(const WireFormat &wire, const QString &text)
{
    if (wire.bits != 0)
        return (static_cast<quint64>(integer(text)) & wire.bits) != 0;
    if (contains(wire.on, text))
        return true;
    if (contains(wire.off, text))
        return false;
    refuse(QStringLiteral("%1 is neither on (%2) nor off (%3)")
               .arg(quoted(text), wire.on.join(QStringLiteral(", ")), wire.off.join(QStringLiteral(", "))));
}

QString choice(const WireFormat &wire, const QString &text)
{
    QStringList known;
    for (const auto &[name, codes] : wire.choices) {
        if (contains(codes, text))
            return name;
        known << codes;
    }
    refuse(QStringLiteral("%1 is none of %2").arg(quoted(text), choiceList(known)));
}
} // namespace

Value WireFormat::decode(const ParameterSpec &spec, const QString &reply) const
{
    if (block.isBinary()) {
        auto numbers = block.numbers(reply);
        for (auto &number : numbers)
            number *= scale;
        return Waveform{numbers, spec.unit};
    }
    auto text = (block.content == BlockFormat::Content::Text ? BlockFormat::contentOf(reply) : reply).trimmed();
    if (contains(invalid, text))
        refuse(QStringLiteral("%1 says that there is no value").arg(quoted(text)));
    if (text.isEmpty() && spec.type != ParameterType::Text)
        refuse(QStringLiteral("the reply is empty"));
    switch (spec.type) {
    case ParameterType::Quantity:
        return Quantity(number(text) * scale, spec.unit);
    case ParameterType::Integer:
        return integer(text);
    case ParameterType::Boolean:
        return boolean(*this, text);
    case ParameterType::Choice:
        return choice(*this, text);
    case ParameterType::Text:
        return text;
    case ParameterType::Waveform:
        return Waveform{samples(text, scale), spec.unit};
    case ParameterType::Image:
        break;
    }
    refuse(QStringLiteral("an image cannot be read from a line"));
}

QString WireFormat::encode(const Value &value) const
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return numberText(quantity->value() / scale, decimals);
    if (const auto *whole = std::get_if<qint64>(&value))
        return QString::number(*whole);
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? on.constFirst() : off.constFirst();
    if (const auto *text = std::get_if<QString>(&value)) {
        for (const auto &known : choices)
            if (known.name == *text)
                return known.codes.constFirst();
        return *text;
    }
    QStringList numbers;
    if (const auto *waveform = std::get_if<Waveform>(&value))
        for (const double sample : waveform->samples)
            numbers << numberText(sample / scale, decimals);
    return numbers.join(QLatin1Char(','));
}
} // namespace podium::devices
