// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/motion.h"

#include "engine/model/stopservice.h"

namespace podium::engine
{
MotionGuard::MotionGuard(Bench &bench, Device &device)
    : m_device(device)
    , m_task(currentTask()->id())
{
    if (auto *service = bench.stopService(); service && device.canStop())
        m_halt.emplace([service, &device] { return service->stopAndConfirm(device); });
    device.addMover(m_task);
}

MotionGuard::~MotionGuard()
{
    m_device.removeMover(m_task);
}
} // namespace podium::engine
