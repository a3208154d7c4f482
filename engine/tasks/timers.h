// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <functional>
#include <map>
#include <optional>

namespace podium::engine
{
/// Functions to call at points in time, in order of time and, at the same time, of entry.
/// Thread: the engine's.
class Timers
{
    using Map = std::multimap<TimePoint, std::function<void()>>;

public:
    using Id = Map::iterator;

    Id add(TimePoint when, std::function<void()> function) { return m_timers.emplace(when, std::move(function)); }
    void remove(Id id) { m_timers.erase(id); }
    std::optional<TimePoint> next() const
    {
        return m_timers.empty() ? std::nullopt : std::optional(m_timers.begin()->first);
    }
    /// Calls the earliest function if it is due; false if none is.
    bool fireOne(TimePoint now)
    {
        if (m_timers.empty() || m_timers.begin()->first > now)
            return false;
        auto function = std::move(m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
        function();
        return true;
    }

private:
    Map m_timers;
};
} // namespace podium::engine
