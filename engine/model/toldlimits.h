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

/// Why this value may not be written: it lies beyond, or a limit has no valid reading. Nothing if the device tells none.
std::vector<Refusal> check(const Parameter &parameter, const Value &value);
/// The same by limits that the device told some time ago, for whoever has no parameter at hand: those that are not among them
/// refuse nothing. Thread: any.
std::vector<Refusal> check(const ParameterSpec &spec, const QString &address, const Value &value, const Limits &told);

/// The number of a value in this unit; nothing for what has none, or not in this unit. Thread: any.
std::optional<double> numberOf(const Value &value, Unit unit);
} // namespace podium::engine::toldlimits
