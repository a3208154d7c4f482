// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/conversion.h"

#include <QString>

#include <optional>

union ut_unit;

namespace podium::engine
{
/// The dimension of a unit as text ("m s^-2"; empty: none); nothing for dates and logarithms, which do not convert
/// linearly. Angles count as a dimension, unlike in UDUNITS-2's own comparison.
/// Thread: the caller holds the lock of UDUNITS-2.
std::optional<QString> unitDimension(const ut_unit &unit);

/// How values convert between two units of the same dimension.
/// Thread: the caller holds the lock of UDUNITS-2.
Conversion linearConversion(ut_unit &from, ut_unit &to);
} // namespace podium::engine
