// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/valuecheck.h"

Q_DECLARE_METATYPE(podium::engine::Value)
Q_DECLARE_METATYPE(podium::engine::ParameterSpec)

/// Short spellings of values, and a parameter of each kind, for the tests of the value checks.
namespace podium::engine
{
inline Unit unit(const char *symbol) { return Unit::parse(QString::fromUtf8(symbol)); }
inline Value mm(double value) { return Quantity(value, unit("mm")); }
inline Value text(const char *utf8) { return QString::fromUtf8(utf8); }

inline ParameterSpec spec(ParameterType type, const char *symbol = "")
{
    ParameterSpec result;
    result.name = QStringLiteral("position");
    result.type = type;
    result.unit = unit(symbol);
    return result;
}

inline ParameterSpec position()
{
    ParameterSpec result = spec(ParameterType::Quantity, "mm");
    result.deviceLimits = {-10, 28};
    return result;
}

inline ParameterSpec filter()
{
    ParameterSpec result = spec(ParameterType::Choice);
    result.choices = QStringList{QStringLiteral("red"), QStringLiteral("green")};
    return result;
}

inline ParameterSpec label()
{
    ParameterSpec result = spec(ParameterType::Text);
    result.maximumLength = 8;
    return result;
}

inline ParameterSpec curve()
{
    ParameterSpec result = spec(ParameterType::Waveform, "mm");
    result.maximumLength = 4;
    return result;
}
} // namespace podium::engine
