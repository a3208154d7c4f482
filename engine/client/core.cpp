// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/core.h"

namespace podium::engine
{
Core::Core(std::unique_ptr<Scheduler> scheduler)
    : engine(std::move(scheduler))
    , locks(engine)
    , bench(engine, locks)
    , stops(std::make_unique<StopController>(bench))
{
}

Core::~Core()
{
    bench.close();
    engine.abandon(); // no frame may outlive the devices that it refers to
}

void Core::ready()
{
    hub = std::make_unique<Hub>(engine, bench, locks);
    bench.open();
}
} // namespace podium::engine
