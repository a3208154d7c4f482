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

Op<void> awaitStop(Bench &bench, Device &device, IfLocked ifLocked)
{
    const auto *service = bench.stopService();
    if (ifLocked == IfLocked::Refuse || !service || !service->isStopping(device))
        co_return;
    currentTask()->edit([](TaskInfo &info) { info.waited = true; });
    const WaitingFor name(QStringLiteral("the stop of %1 to be confirmed").arg(device.id()));
    while (bench.stopService() && bench.stopService()->isStopping(device))
        co_await sleep(std::chrono::milliseconds(5));
}
} // namespace podium::engine
