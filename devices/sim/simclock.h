// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace podium::devices
{

using TimePoint = std::chrono::steady_clock::time_point;

/// Tells the present moment; simulated devices look at nothing else, so that a test owns their time.
using SimClock = std::function<TimePoint()>;

/// Time from `from` to `to`, 0 when `to` is earlier. Unit: seconds.
inline double secondsBetween(TimePoint from, TimePoint to)
{
    return to > from ? std::chrono::duration<double>(to - from).count() : 0.0;
}

} // namespace podium::devices
