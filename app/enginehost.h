// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"

#include <functional>
#include <memory>
#include <thread>

namespace podium::app
{
/// Runs the engine on a thread of its own, with one Qt event loop.
/// Thread: made and destroyed by the thread that owns the window.
class EngineHost
{
public:
    /// Starts the thread, makes the core, lets fill give it its devices there, and opens the bench.
    explicit EngineHost(std::function<void(engine::Core &)> fill);
    /// Cancels what runs (the devices are stopped), waits for the end of it no longer than the stop deadline, and ends.
    ~EngineHost();
    EngineHost(const EngineHost &) = delete;
    EngineHost &operator=(const EngineHost &) = delete;

    engine::Core &core() const { return *m_core; }
    /// Runs a function on the engine thread, later. Thread: any.
    void post(std::function<void()> function) { m_core->engine.gate()->post(std::move(function)); }

private:
    class Thread;

    std::unique_ptr<Thread> m_thread;
    engine::Core *m_core = nullptr;
};
} // namespace podium::app
