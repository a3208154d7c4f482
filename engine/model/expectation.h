// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/parameterspec.h"
#include "engine/model/value.h"

namespace podium::engine
{
/// What to give to a parameter, after the word "give": "a number with a unit, for example 1 mm".
QString expectation(const ParameterSpec &spec);

/// What a value is, with its article: "a whole number".
QString kindOf(const Value &value);

/// Choices in quotes, separated by commas; a long list is cut.
QString choiceList(const QStringList &choices);

/// The start of every message: the address if there is one, else the parameter's name.
QString subject(const ParameterSpec &spec, const QString &address);
} // namespace podium::engine
