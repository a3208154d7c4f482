// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/quality.h"
#include "engine/model/unit.h"

#include <optional>

namespace podium::engine
{
/// The lowest and the highest allowed value, both inclusive; a missing one leaves that side open.
/// Unit: that of the parameter.
/// Thread: any.
struct Limits {
    std::optional<double> low;
    std::optional<double> high;

    /// Errors: Refused (NotFinite, else Type) for limits with a problem(), naming what they are for.
    static Limits checked(std::optional<double> low, std::optional<double> high, Unit unit, const QString &what = {});
    /// What both allow; it may be nothing.
    static Limits narrower(const Limits &a, const Limits &b);

    /// Never true for NaN, nor for any value if a limit is NaN or the low one is above the high one.
    bool contains(double value) const;
    /// Whether no value at all is allowed.
    bool isEmpty() const;
    /// Why these are no limits (not finite, low not below high), as the end of a sentence; empty if they are.
    QString problem(Unit unit) const;
    /// "-5 mm to 25 mm", "at least -5 mm", "at most 25 mm", "without limits".
    QString text(Unit unit) const;

    bool operator==(const Limits &) const = default;
};

/// Thresholds that colour a reading; each pair is a range without alarm of that severity.
/// Unit: that of the parameter.
/// Thread: any.
struct AlarmLimits {
    Limits minor;
    Limits major;

    /// Major for what is not finite, whatever the limits.
    Severity severity(double value) const;

    bool operator==(const AlarmLimits &) const = default;
};
} // namespace podium::engine
