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

/// Address, value with its unit, the time of the reading, and what is wrong with it, with tabs between, so that it can be
/// pasted into a spreadsheet: "m.position<tab>-12.3471 mm<tab>2026-01-31T12:00:00.000".
QString copyText(const engine::ParameterState &state, const QString &address, engine::TimePoint now);

/// All that is known, in lines: full precision, address, age, quality, severity, the reason, who asked for the setpoint.
QString readingText(const engine::ParameterState &state, const QString &address, engine::TimePoint now);
} // namespace podium::ui
