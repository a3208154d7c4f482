// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/bench.h"
#include "engine/model/stopservice.h"
#include "engine/stop/receipt.h"

#include <QSet>

#include <functional>
#include <map>

namespace podium::engine
{
class DeviceStop;

/// Every stop goes through here: STOP ALL, the stop of one device, and the stop actions of tasks.
///
/// The order of STOP ALL: the gate (epoch and latch), the stops of all devices in parallel, the cancel of all tasks,
/// confirmation by readback, escalation of what is not confirmed. No lock is taken, nothing is queued behind other work.
/// Source: reference/reliability.md section 4.
/// Thread: the engine's, but stopAll() and stop() from any.
class StopController : public QObject, public StopService
{
    Q_OBJECT

public:
    explicit StopController(Bench &bench);
    ~StopController() override;

    /// Raises the epoch and the latch in the caller's thread, and wakes the engine. A second call escalates what is not
    /// confirmed to the fast stop. Returns the epoch that it raised. Thread: any.
    quint64 stopAll(const QString &by);
    /// Controlled stop of one device, and of those below it, in any state, whoever holds the lock; ends their movers as
    /// Stopped. Thread: any.
    void stop(const DeviceId &device, const QString &by);
    /// Ends the latch; restarts nothing. Epoch: that of the STOP ALL that is meant; empty: whichever it was.
    /// Errors: Refused while something is not confirmed and not acknowledged, or when somebody has pressed since that epoch.
    void reset(const QString &by, std::optional<quint64> epoch = {});
    /// A person takes note that this device is not confirmed stopped; the mark stays until a confirmed reading, or goes
    /// now when there can be none: the device has left the bench, or cannot tell whether it stands still.
    /// Errors: Refused (Unknown) for a device that is neither here nor marked.
    void acknowledge(const DeviceId &device, const QString &by);

    Op<void> stopAndConfirm(Device &device) override;
    bool isStopping(const Device &device) const override;
    Op<void> release(Device &device) override;

    bool isLatched() const { return m_bench.engine().gate()->isLatched(); }
    StopStatus status() const;
    /// The last receipt of each device that was stopped.
    std::vector<StopReceipt> receipts() const;

    /// What a restart must not forget: the latch and the devices whose motion is unknown.
    void restore(bool latched, const QStringList &unconfirmed);

Q_SIGNALS:
    void statusChanged(const podium::engine::StopStatus &status);
    void receiptChanged(const podium::engine::StopReceipt &receipt);
    void latchChanged(bool latched, const QString &by);
    void stopRequested(const QString &what, const QString &by);
    /// The mark of a device that nothing can confirm any more; after stopRequested.
    void markTaken(const QString &device, const QString &by);
    /// Told once per device when its escalation is at the end.
    void notConfirmed(const podium::engine::StopReceipt &receipt);

private:
    void begin(const QString &by, TimePoint requested, bool again);
    /// Who asks: a task's stop action never escalates, a person's second press does.
    enum class Press : quint8 { None, First, Again };
    DeviceStop &start(Device &device, const QString &by, TimePoint requested, Press press);
    /// What every stop tells when it has changed.
    std::function<void(DeviceStop &)> teller(bool alarm);
    void forgetIfUnconfirmable(DeviceStop &stop, const QString &by);
    void addAbsent(const DeviceId &id);
    void noteMotion(const Device &device);
    void noteStill(const DeviceId &id);
    void deviceAdded(Device &device);
    void watch(Device &device, const QString &reason, const QString &problem);
    bool acknowledgeAbsent(const DeviceId &device, const QString &by);
    void update();

    Bench &m_bench;
    std::map<DeviceId, std::unique_ptr<DeviceStop>> m_stops;
    QStringList m_acknowledged;
    std::map<DeviceId, StopReceipt> m_absent; ///< marked, and not on this bench any more, or broken
    QSet<DeviceId> m_moving; ///< when they were last there, and nobody has seen them at rest since
    TimePoint m_allRequested{};
    StopStatus m_last;
};
} // namespace podium::engine
