// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stop/stopcontroller.h"

#include "engine/stop/devicestop.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
const QString beforeRestart = QStringLiteral("before the restart");

/// The device and all below it, as far as they can stop.
std::vector<Device *> stoppable(const Bench &bench, const DeviceId &id)
{
    std::vector<Device *> devices;
    for (const auto &device : bench.devices())
        if (device->canStop() && (device->id() == id || device->id().startsWith(id + QLatin1Char('/'))))
            devices.push_back(device.get());
    return devices;
}
} // namespace

StopController::StopController(Bench &bench) : m_bench(bench)
{
    qRegisterMetaType<podium::engine::StopReceipt>();
    qRegisterMetaType<podium::engine::StopStatus>();
    bench.setStopService(this);
    QObject::connect(&bench, &Bench::deviceChanged, this, &StopController::noteMotion);
    QObject::connect(&bench, &Bench::moversChanged, this, &StopController::noteMotion);
    QObject::connect(&bench, &Bench::deviceAdded, this, &StopController::deviceAdded);
}

StopController::~StopController()
{
    m_bench.setStopService(nullptr);
}

quint64 StopController::stopAll(const QString &by)
{
    auto &engine = m_bench.engine();
    const auto &gate = engine.gate();
    const auto requested = engine.now();
    const bool again = gate->isLatched();
    gate->setLatched(true);
    const auto epoch = gate->raiseEpoch();
    gate->postUrgent([this, by, requested, again] { begin(by, requested, again); });
    return epoch;
}

void StopController::begin(const QString &by, TimePoint requested, bool again)
{
    m_allRequested = requested;
    m_bench.engine().gate()->setLatched(true); // a reset may have run since
    for (const auto &device : m_bench.devices())
        if (device->canStop())
            start(*device, by, requested, again ? Press::Again : Press::First);
    m_bench.engine().resumeUrgent(); // the stops are on the wire before a crowd of tasks is cancelled
    m_bench.engine().cancelAll(CancelReason::Stopped);
    m_acknowledged.clear();
    Q_EMIT stopRequested(QStringLiteral("all"), by);
    if (!again || !m_last.latched)
        Q_EMIT latchChanged(true, by);
    update();
}

DeviceStop &StopController::start(Device &device, const QString &by, TimePoint requested, Press press)
{
    auto &slot = m_stops[device.id()];
    const bool fast = press == Press::Again && slot && slot->isPressed() && (slot->isActive() || slot->isUnconfirmed());
    if (slot && slot->isActive()) {
        if (fast)
            slot->escalate();
        slot->setPressed(slot->isPressed() || press != Press::None);
        return *slot;
    }
    m_acknowledged.removeAll(device.id()); // of the stop before
    const bool wasPressed = slot && slot->isUnconfirmed() && slot->isPressed();
    slot = std::make_unique<DeviceStop>(device, by, requested, teller(true));
    slot->setPressed(wasPressed || press != Press::None);
    slot->begin();
    if (fast)
        slot->escalate();
    return *slot;
}

void StopController::stop(const DeviceId &id, const QString &by)
{
    auto &engine = m_bench.engine();
    const auto requested = engine.now();
    engine.gate()->postUrgent([this, id, by, requested] {
        const auto devices = stoppable(m_bench, id);
        if (devices.empty()) {
            Q_EMIT m_bench.refused(id, by, QStringLiteral("There is nothing to stop at %1.").arg(id));
            return;
        }
        Q_EMIT stopRequested(id, by);
        for (auto *device : devices) {
            start(*device, by, requested, Press::Again);
            auto ended = device->movers();
            ended.insert(ended.end(), device->energisers().begin(), device->energisers().end());
            for (const auto task : ended)
                m_bench.engine().cancel(task, CancelReason::Stopped);
        }
        update();
    });
}

Op<void> StopController::stopAndConfirm(Device &device)
{
    const auto &info = currentTask()->record().peek();
    co_await start(device, info.label, device.engine().now(), Press::None).ended();
}

bool StopController::isStopping(const Device &device) const
{
    const auto found = m_stops.find(device.id());
    return found != m_stops.end() && found->second && found->second->isActive();
}

void StopController::reset(const QString &by, std::optional<quint64> epoch)
{
    if (epoch && *epoch != m_bench.engine().gate()->epoch())
        throw Error::refused(RefusalKind::Latched, {},
                             QStringLiteral("STOP ALL was pressed again since; look why, then reset it yourself."));
    QStringList open;
    for (const auto &[id, stop] : m_stops)
        if (stop->isActive() || (stop->isUnconfirmed() && !m_acknowledged.contains(id)))
            open << id;
    for (const auto &[id, receipt] : m_absent)
        if (receipt.isOpen() && !m_acknowledged.contains(id))
            open << id;
    if (!open.isEmpty())
        throw Error::refused(RefusalKind::Latched, open.front(),
                             QStringLiteral("Not confirmed stopped: %1. Wait for the confirmation, or acknowledge each of them.")
                                 .arg(open.join(QStringLiteral(", "))));
    m_bench.engine().gate()->setLatched(false);
    Q_EMIT latchChanged(false, by);
    update();
}

void StopController::acknowledge(const DeviceId &device, const QString &by)
{
    if (!m_absent.contains(device))
        m_bench.device(device); // or there is no such thing
    if (!m_acknowledged.contains(device))
        m_acknowledged << device;
    Q_EMIT stopRequested(QStringLiteral("acknowledge %1").arg(device), by);
    if (!acknowledgeAbsent(device, by))
        if (const auto found = m_stops.find(device); found != m_stops.end())
            forgetIfUnconfirmable(*found->second, by);
    update();
}

bool StopController::acknowledgeAbsent(const DeviceId &device, const QString &by)
{
    const auto found = m_absent.find(device);
    if (found == m_absent.end())
        return false;
    if (!found->second.canConfirm) { // a broken one may come back with its file, and is asked then
        found->second.forgotten = true;
        Q_EMIT receiptChanged(found->second);
        Q_EMIT markTaken(device, by);
    }
    return true;
}

void StopController::forgetIfUnconfirmable(DeviceStop &stop, const QString &by)
{
    if (!stop.isUnconfirmable())
        return;
    const auto device = stop.receipt().device;
    stop.forget();
    Q_EMIT markTaken(device, by);
}

std::function<void(DeviceStop &)> StopController::teller(bool alarm)
{
    return [this, alarm](DeviceStop &stop) {
        if (stop.receipt().isConfirmed())
            noteStill(stop.receipt().device);
        Q_EMIT receiptChanged(stop.receipt());
        if (alarm && stop.tellUnconfirmed())
            Q_EMIT notConfirmed(stop.receipt());
        if (m_acknowledged.contains(stop.receipt().device))
            forgetIfUnconfirmable(stop, QStringLiteral("an earlier acknowledgement"));
        update();
    };
}

StopStatus StopController::status() const
{
    StopStatus status;
    status.latched = isLatched();
    std::optional<double> slowest;
    for (const auto &[id, stop] : m_stops) {
        status.stopping += stop->isActive() ? 1 : 0;
        status.unconfirmed += stop->isUnconfirmed() ? 1 : 0;
        const auto latency = StopReceipt::milliseconds(m_allRequested, stop->receipt().firstByte);
        if (stop->receipt().requested == m_allRequested && latency)
            slowest = std::max(slowest.value_or(0), *latency);
    }
    status.lastLatencyMs = slowest ? slowest : m_last.lastLatencyMs;
    for (const auto &[id, receipt] : m_absent)
        status.unconfirmed += receipt.isOpen() ? 1 : 0;
    status.phase = status.unconfirmed > 0 ? StopPhase::NotConfirmed
        : status.stopping > 0             ? StopPhase::Stopping
        : status.latched                  ? StopPhase::Stopped
                                          : StopPhase::Ready;
    return status;
}

std::vector<StopReceipt> StopController::receipts() const
{
    std::vector<StopReceipt> receipts;
    for (const auto &[id, stop] : m_stops)
        receipts.push_back(stop->receipt());
    for (const auto &[id, receipt] : m_absent)
        receipts.push_back(receipt);
    return receipts;
}

void StopController::update()
{
    m_last = status();
    Q_EMIT statusChanged(m_last);
}

void StopController::addAbsent(const DeviceId &id)
{
    const auto &broken = m_bench.broken();
    const bool isBroken = std::any_of(broken.begin(), broken.end(), [&id](const auto &device) { return device.id == id; });
    StopReceipt receipt;
    receipt.device = id;
    receipt.requested = m_bench.engine().now();
    receipt.reason = beforeRestart;
    receipt.finished = true;
    receipt.canConfirm = isBroken;
    receipt.problem = isBroken ? QStringLiteral("It could not be made, so nobody can ask it; mend its bench file.")
                               : QStringLiteral("It is not on this bench, so nobody can ask it; acknowledge it once it was looked at.");
    m_absent[id] = receipt;
    Q_EMIT receiptChanged(receipt);
}

void StopController::restore(bool latched, const QStringList &unconfirmed)
{
    m_bench.engine().gate()->setLatched(latched);
    for (const auto &id : unconfirmed) {
        auto *device = m_bench.find(id);
        if (!device) {
            addAbsent(id);
            continue;
        }
        watch(*device, beforeRestart, QStringLiteral("Its motion is unknown since the last session ended."));
    }
    if (latched)
        Q_EMIT latchChanged(true, QStringLiteral("the last session"));
    update();
}
} // namespace podium::engine
