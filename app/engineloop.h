// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/core.h"
#include "engine/tasks/watchdog.h"

#include <atomic>
#include <memory>

namespace podium::app
{
/// How late the engine's loop runs, as numbers that the window may read; gaps above 50 ms go to the log with what ran.
/// Unit: milliseconds. Thread: begin() on the engine's; the numbers from any.
class EngineLoop : public std::enable_shared_from_this<EngineLoop>
{
public:
    void begin(engine::Core &core);
    double p99Ms() const { return m_p99Ms.load(std::memory_order_relaxed); }
    double longestMs() const { return m_longestMs.load(std::memory_order_relaxed); }

private:
    std::atomic<double> m_p99Ms{0};
    std::atomic<double> m_longestMs{0};
};
} // namespace podium::app
