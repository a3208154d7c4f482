// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/conversion.h"

#include <charconv>
#include <cmath>

namespace podium::engine
{
namespace
{
/// The number of at most 12 digits that `value` was meant to be, if it is off by rounding errors only.
double withoutNoise(double value)
{
    constexpr double noise = 2e-15;
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 11).ptr;
    double rounded = value;
    std::from_chars(text, end, rounded);
    return std::abs(rounded - value) <= noise * std::abs(value) ? rounded : value;
}
} // namespace

Conversion Conversion::between(double factor, double offset, double backFactor, double backOffset)
{
    Conversion result;
    result.m_back = std::abs(factor) < 1;
    result.m_factor = withoutNoise(result.m_back ? backFactor : factor);
    result.m_offset = withoutNoise(result.m_back ? backOffset : offset);
    return result;
}
} // namespace podium::engine
