// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/parameterspec.h"
#include "engine/model/value.h"
#include "engine/tasks/error.h"

#include <vector>

namespace podium::engine
{
/// The value as the parameter holds it: of its type, in its unit (250 um becomes 0.25 mm). It is not checked further.
/// A missing unit is never guessed, and a text is never read as a number. The address is for messages.
/// Errors: Refused: Type, or Unit for no unit, one too many, or one of another dimension.
/// Thread: any. Does not allocate for a quantity in the parameter's own unit.
Value coerce(const ParameterSpec &spec, const Value &given, const QString &address = {});

/// A typed text as the parameter holds it: "250 um", "7", on / off / true / false / 1 / 0, a choice letter by letter,
/// any text, a waveform as in waveformtext.h. Not checked against limits. The address is for messages.
/// Errors: Refused: Type, Unit, NotFinite, Choice, or DeviceLimit for too many samples.
/// Thread: any.
Value parseValue(const ParameterSpec &spec, const QString &text, const QString &address = {});

/// All reasons why a value must not be written, in the order of RefusalKind: Type, Unit, NotFinite, Choice,
/// DeviceLimit, SoftLimit; none if it may. The device limits are the spec's and those that the device itself tells now
/// (toldlimits.h), of which only the narrower one refuses; the soft limits are those in force.
/// Thread: any. Does not allocate for an allowed quantity in the parameter's own unit.
std::vector<Refusal> checkValue(const ParameterSpec &spec, const Value &value, const Limits &softLimits,
                                const QString &address, const Limits &toldLimits = {});
} // namespace podium::engine
