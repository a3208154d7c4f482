// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace podium::engine
{
struct UnitRecord;

/// A unit of measurement as it was spelled; a cheap handle to copy. Made without arguments: dimensionless, no symbol.
/// Angles, counts, pixels and steps are dimensions of their own: 5 % is no angle, although UDUNITS-2 thinks so.
/// Thread: any.
/// Source: UDUNITS-2 and the spellings of resources/units/units.txt.
class Unit
{
public:
    Unit() = default;

    /// The unit that a text such as "mm", "m s-1", "m/s^2" or "degC" names; an empty text is dimensionless.
    /// Errors: Refused (Unit) naming the text and examples; Internal when the units database cannot be read.
    static Unit parse(const QString &text);
    /// The same, with nothing for an unknown unit.
    /// Errors: Internal when the units database cannot be read.
    static std::optional<Unit> tryParse(const QString &text);

    /// The spelling that was given, for display.
    QString symbol() const;
    /// Whether it is compatible with a bare number; true for % and ppm too, which still have a symbol.
    bool isDimensionless() const;
    bool compatibleWith(Unit other) const;

    /// An absolute value in another unit: 25 degC is 298.15 K.
    /// Errors: Refused (Unit) for an incompatible unit.
    double convert(double value, Unit to) const;
    /// A difference in another unit: a difference of 1 degC is one of 1 K and of 1.8 degF.
    /// Errors: Refused (Unit) for an incompatible unit.
    double convertDifference(double value, Unit to) const;

    /// The same spelling; "mm" and "millimeter" differ, although nothing changes in converting them.
    bool operator==(const Unit &) const = default;

private:
    explicit Unit(const UnitRecord *record)
        : m_record(record)
    {
    }

    const UnitRecord *m_record = nullptr;
};
} // namespace podium::engine
