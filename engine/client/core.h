// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/hub.h"
#include "engine/locks/locktable.h"
#include "engine/model/bench.h"
#include "engine/stop/stopcontroller.h"

namespace podium::engine
{
/// The engine's objects, in the order of their making. Made, filled with devices, used and destroyed on the engine thread.
struct Core {
    explicit Core(std::unique_ptr<Scheduler> scheduler);
    ~Core();
    Core(const Core &) = delete;
    Core &operator=(const Core &) = delete;

    /// To be called when the bench has all its devices: makes what refers to them, and opens the bench.
    void ready();

    Engine engine;
    LockTable locks;
    Bench bench;
    std::unique_ptr<StopController> stops;
    std::unique_ptr<Hub> hub;
};
} // namespace podium::engine
