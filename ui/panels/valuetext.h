// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/states.h"
#include "engine/tasks/clock.h"

namespace podium::ui
{
/// A readback as it is drawn: the number apart from its unit, so that digits stay in their columns.
struct ShownValue {
    QString text;
    QString unit;
    bool isNumber = false;
    bool operator==(const ShownValue &) const = default;
};

/// Numbers with the decimals of the spec and a typographic minus; waveforms as a summary; foreign texts on one line.
ShownValue shownValue(const engine::Value &value, const engine::ParameterSpec &spec);
/// The widest number that is to be expected, for the width of its column.
QString widestText(const engine::ParameterSpec &spec);

/// "40 ms", "14 s", "12 min", "3 h", "9 d": never more than two or three digits.
QString durationText(engine::Duration age);

/// All that is known of a reading, in lines: full precision, address, age, quality, severity, the reason.
QString readingText(const engine::ParameterState &state, const QString &address, engine::TimePoint now);
} // namespace podium::ui
