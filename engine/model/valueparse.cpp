// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"

#include "engine/model/expectation.h"
#include "engine/model/number.h"
#include "engine/model/quoted.h"
#include "engine/model/waveformtext.h"

namespace podium::engine
{
namespace
{
[[noreturn]] void refuse(RefusalKind kind, const ParameterSpec &spec, const QString &problem)
{
    throw Error::refused(kind, QString(), QStringLiteral("%1; give %2.").arg(problem, expectation(spec)));
}

Value parseWhole(const ParameterSpec &spec, const QString &text)
{
    if (const auto whole = parseInteger(text); whole && spec.unit == Unit())
        return *whole;
    return Quantity::parse(text);
}

Value parseBoolean(const ParameterSpec &spec, const QString &text)
{
    const QString word = text.trimmed();
    for (const QStringView on : {u"on", u"true", u"1"}) {
        if (word.compare(on, Qt::CaseInsensitive) == 0)
            return true;
    }
    for (const QStringView off : {u"off", u"false", u"0"}) {
        if (word.compare(off, Qt::CaseInsensitive) == 0)
            return false;
    }
    refuse(RefusalKind::Type, spec, quoted(text) + QStringLiteral(" is not on or off"));
}

Value parseChoice(const ParameterSpec &spec, const QString &text)
{
    if (!spec.choices.contains(text))
        refuse(RefusalKind::Choice, spec, quoted(text) + QStringLiteral(" is not one of the choices"));
    return text;
}

Value parseUnchecked(const ParameterSpec &spec, const QString &text)
{
    switch (spec.type) {
    case ParameterType::Quantity:
        return Quantity::parse(text);
    case ParameterType::Integer:
        return parseWhole(spec, text);
    case ParameterType::Boolean:
        return parseBoolean(spec, text);
    case ParameterType::Choice:
        return parseChoice(spec, text);
    case ParameterType::Text:
        return text;
    case ParameterType::Waveform:
        return parseWaveform(text);
    case ParameterType::Image:
        break;
    }
    refuse(RefusalKind::Type, spec, quoted(text) + QStringLiteral(" is a text"));
}

/// The same refusals, telling the parameter.
Error withSubject(const Error &error, const ParameterSpec &spec, const QString &address)
{
    std::vector<Refusal> refusals = error.refusals();
    for (Refusal &refusal : refusals) {
        refusal.address = address;
        refusal.message.prepend(subject(spec, address));
    }
    return refusals.empty() ? error : Error(std::move(refusals));
}
} // namespace

Value parseValue(const ParameterSpec &spec, const QString &text, const QString &address)
{
    Value value;
    try {
        value = parseUnchecked(spec, text);
    } catch (const Error &error) {
        throw withSubject(error, spec, address);
    }
    return coerce(spec, value, address);
}
} // namespace podium::engine
