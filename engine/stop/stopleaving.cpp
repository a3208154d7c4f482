// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stop/stopcontroller.h"

#include "engine/stop/devicestop.h"

namespace podium::engine
{
/// A device that is gone or in fault may move on: only one that says it rests has ended its motion.
void StopController::noteMotion(const Device &device)
{
    const auto state = device.state();
    if (state == DeviceState::Moving || !device.movers().empty())
        m_moving.insert(device.id());
    else if (state != DeviceState::Disconnected && state != DeviceState::Fault)
        m_moving.remove(device.id());
}

/// Confirmed, and nothing has begun since.
void StopController::noteStill(const DeviceId &id)
{
    const auto *device = m_bench.find(id);
    if (device && device->state() != DeviceState::Moving && device->movers().empty())
        m_moving.remove(id);
}

Op<void> StopController::release(Device &device)
{
    const auto &id = device.id();
    const auto found = m_stops.find(id);
    const auto stop = found == m_stops.end() ? nullptr : std::move(found->second);
    if (found != m_stops.end())
        m_stops.erase(found);
    const bool isMarked = stop && stop->isUnconfirmed();
    const bool wasMoving = m_moving.remove(id) && device.canStop();
    if (isMarked || wasMoving) {
        auto receipt = stop ? stop->receipt() : StopReceipt();
        if (!isMarked) {
            receipt = {};
            receipt.device = id;
            receipt.requested = device.engine().now();
            receipt.reason = QStringLiteral("it left the bench");
        }
        receipt.finished = true;
        receipt.canConfirm = false;
        receipt.acknowledged.reset(); // that it took a stop does not tell that it stands
        receipt.problem = QStringLiteral("It has left the bench, and nobody knows whether it moves; acknowledge it once it was looked at.");
        m_absent[id] = receipt;
        Q_EMIT receiptChanged(receipt);
    }
    update();
    if (stop)
        co_await stop->leave();
}

void StopController::deviceAdded(Device &device)
{
    const auto absent = m_absent.find(device.id());
    if (absent == m_absent.end())
        return;
    const bool isMarked = absent->second.isOpen();
    m_absent.erase(absent);
    if (isMarked && device.canStop()) {
        watch(device, QStringLiteral("back on the bench"), QStringLiteral("Its motion is unknown since it left the bench."));
        Q_EMIT receiptChanged(m_stops[device.id()]->receipt());
    }
    update();
}

void StopController::watch(Device &device, const QString &reason, const QString &problem)
{
    auto &slot = m_stops[device.id()];
    slot = std::make_unique<DeviceStop>(device, reason, m_bench.engine().now(), teller(false));
    slot->watchOnly(problem);
}
} // namespace podium::engine
