// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configreader.h"
#include "devices/families/driver.h"

namespace podium::devices
{
/// A value as the spec wants it: texts are read as an operator would type them, bare numbers have no unit.
/// Nothing, and a problem at the node, for what the spec does not allow.
std::optional<engine::Value> readValue(const ConfigNode &node, const engine::ParameterSpec &spec,
                                       ProblemList &problems);

/// The number of a quantity in this unit. Nothing, and a problem, otherwise.
std::optional<double> readQuantity(const ConfigNode &node, const QString &what, const engine::Unit &unit,
                                   ProblemList &problems);

/// `["-5 mm", "25 mm"]`; "none" leaves a side open.
std::optional<engine::Limits> readLimits(const ConfigNode &node, const engine::Unit &unit, ProblemList &problems);

/// `{ minor = [...], major = [...] }`
std::optional<engine::AlarmLimits> readAlarms(const ConfigNode &node, const engine::Unit &unit, ProblemList &problems);

/// The settings of a device, checked against their specs, with the fallbacks filled in. Table: null if none are given;
/// owner: where a missing one is noted.
Settings readSettings(const ConfigNode *table, const ConfigNode &owner, const std::vector<SettingSpec> &specs,
                      ProblemList &problems);
} // namespace podium::devices
