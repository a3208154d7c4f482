// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"

/// What may be computed with: readings that are valid, and nothing else.
namespace podium::ui
{
/// A valid reading as a number in this unit; nothing for a null view, another quality, or an incompatible unit.
std::optional<double> validNumber(const engine::ParameterView *view, const QString &unit);
/// A valid reading of a boolean.
std::optional<bool> validFlag(const engine::ParameterView *view);
} // namespace podium::ui
