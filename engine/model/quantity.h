// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/unit.h"

namespace podium::engine
{
/// A value and its unit.
/// Thread: any.
class Quantity
{
public:
    /// A dimensionless 0.
    Quantity() = default;
    Quantity(double value, Unit unit)
        : m_value(value)
        , m_unit(unit)
    {
    }

    /// A number in the C locale, then a unit up to the end: "10mm", "2.5 m s-1", "-3e2 um", "7".
    /// Errors: Refused: Type for no (decimal) number, NotFinite for NaN, infinity and 1e400, Unit for an unknown unit.
    static Quantity parse(const QString &text);

    double value() const { return m_value; }
    Unit unit() const { return m_unit; }
    bool isFinite() const;

    /// The bare number in another unit, absolute (25 degC is 298.15 K).
    /// Errors: Refused (Unit) for an incompatible unit.
    double in(Unit unit) const { return m_unit.convert(m_value, unit); }
    /// The same quantity in another unit, absolute.
    /// Errors: Refused (Unit) for an incompatible unit.
    Quantity to(Unit unit) const { return Quantity(in(unit), unit); }

    /// "12.350 mm" in the C locale; without decimals as short as it can be read back exactly.
    QString text(int decimals = -1) const;

    /// The same number and the same spelling of the unit.
    bool operator==(const Quantity &) const = default;

private:
    double m_value = 0;
    Unit m_unit;
};
} // namespace podium::engine
