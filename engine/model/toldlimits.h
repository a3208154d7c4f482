// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/parameter.h"
#include "engine/tasks/error.h"

/// Limits that a device itself tells, and that may change: read-only parameters beside the one that they limit. They hold as
/// well as its fixed device limits.
/// Thread: the engine's.
namespace podium::engine::toldlimits
{
/// What the parameters are called that hold them: "voltage_lowest", "voltage_highest".
QString lowestName(const QString &limited);
QString highestName(const QString &limited);

/// What a device tells of one parameter.
struct Told {
    Limits limits;                ///< for checkValue(); a side that is not told, or not known, is open
    std::vector<Refusal> unknown; ///< a limit has no valid reading, so that nothing may be written
};
/// Before this value is written; nothing for a value that is no number.
Told of(const Parameter &parameter, const Value &value);

/// The number of a value in this unit; nothing for what has none, or not in this unit. Thread: any.
std::optional<double> numberOf(const Value &value, Unit unit);
} // namespace podium::engine::toldlimits
