// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"

#include "engine/model/expectation.h"
#include "engine/model/quoted.h"

#include <cmath>

namespace podium::engine
{
namespace
{
[[noreturn]] void refuse(RefusalKind kind, const ParameterSpec &spec, const QString &address, const QString &problem)
{
    throw Error::refused(kind, address,
                         QStringLiteral("%1%2; give %3.").arg(subject(spec, address), problem, expectation(spec)));
}

[[noreturn]] void refuseType(const ParameterSpec &spec, const Value &given, const QString &address)
{
    QString problem = kindOf(given);
    if (std::holds_alternative<std::monostate>(given))
        problem = QStringLiteral("there is no value");
    else if (const auto *text = std::get_if<QString>(&given))
        problem = QStringLiteral("%1 is %2").arg(quoted(*text), problem);
    else
        problem = QStringLiteral("%1 is %2").arg(valueText(given), problem);
    refuse(RefusalKind::Type, spec, address, problem);
}

/// Refuses a unit that is missing, that is one too many, or that is of another dimension.
void requireUnit(const ParameterSpec &spec, Unit unit, const Value &given, const QString &address)
{
    if (unit == spec.unit)
        return;
    if (unit == Unit())
        refuse(RefusalKind::Unit, spec, address, valueText(given) + QStringLiteral(" has no unit"));
    if (!unit.compatibleWith(spec.unit)) {
        const QString own = spec.unit == Unit() ? QStringLiteral("but the parameter has none")
                                                : QStringLiteral("which is not compatible with ") + spec.unit.symbol();
        refuse(RefusalKind::Unit, spec, address,
               QStringLiteral("%1 has the unit %2, %3").arg(valueText(given), unit.symbol(), own));
    }
}

Value toQuantity(const ParameterSpec &spec, const Value &given, const QString &address)
{
    Quantity quantity;
    if (const auto *whole = std::get_if<qint64>(&given))
        quantity = Quantity(static_cast<double>(*whole), Unit());
    else if (const auto *known = std::get_if<Quantity>(&given))
        quantity = *known;
    else
        refuseType(spec, given, address);
    requireUnit(spec, quantity.unit(), given, address);
    return quantity.to(spec.unit);
}

Value toInteger(const ParameterSpec &spec, const Value &given, const QString &address)
{
    if (std::holds_alternative<qint64>(given))
        return given;
    const double number = std::get<Quantity>(toQuantity(spec, given, address)).value();
    constexpr double exactUpTo = 9007199254740992.0; // beyond, a double skips whole numbers
    if (!(std::abs(number) <= exactUpTo) || number != std::trunc(number))
        refuse(RefusalKind::Type, spec, address, valueText(given) + QStringLiteral(" is not a whole number"));
    return static_cast<qint64>(number);
}

Value toWaveform(const ParameterSpec &spec, const Value &given, const QString &address)
{
    const auto *waveform = std::get_if<Waveform>(&given);
    if (!waveform)
        refuseType(spec, given, address);
    if (waveform->unit == spec.unit)
        return given;
    requireUnit(spec, waveform->unit, given, address);
    Waveform converted{waveform->samples, spec.unit};
    for (double &sample : converted.samples)
        sample = waveform->unit.convert(sample, spec.unit);
    return converted;
}
} // namespace

Value coerce(const ParameterSpec &spec, const Value &given, const QString &address)
{
    switch (spec.type) {
    case ParameterType::Quantity:
        return toQuantity(spec, given, address);
    case ParameterType::Integer:
        return toInteger(spec, given, address);
    case ParameterType::Boolean:
        if (std::holds_alternative<bool>(given))
            return given;
        break;
    case ParameterType::Choice:
    case ParameterType::Text:
        if (std::holds_alternative<QString>(given))
            return given;
        break;
    case ParameterType::Waveform:
        return toWaveform(spec, given, address);
    case ParameterType::Image:
        if (std::holds_alternative<Image>(given))
            return given;
        break;
    }
    refuseType(spec, given, address);
}
} // namespace podium::engine
