// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/parameterspec.h"
#include "engine/model/value.h"

namespace podium::ui
{
/// What an operator typed, as the parameter holds it. A number without a unit has the unit that stands beside the field; the
/// editor shows what that comes to before it is sent. A typographic minus is a minus.
/// Errors: Refused, as engine::parseValue.
/// Thread: any.
engine::Value typedValue(const engine::ParameterSpec &spec, const QString &text, const QString &address);

/// "250 um = 0.25 mm": what a typed text comes to; empty where the text says the same, or nothing yet.
/// Thread: any.
QString conversionPreview(const engine::ParameterSpec &spec, const QString &text);

/// The number at the start of the text with the digit at the place changed by so many steps; place is the position of the
/// digit in the text, and moves along when digits come or go. Nothing changes where there is no digit.
/// Thread: any.
QString stepDigit(const QString &text, int &place, int steps);
/// The digit that a cursor position means: the one behind it, else the last one of the number; -1: none.
int digitAt(const QString &text, int cursor);

/// "−5.000 to 25.000 mm (soft)", telling whose limit each is; empty without limits. Told: those that the device itself tells.
/// Thread: any.
QString limitsText(const engine::ParameterSpec &spec, const engine::Limits &soft, const engine::Limits &told = {});
} // namespace podium::ui
