// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/core.h"
#include "engine/model/linkport.h"
#include "engine/model/operations.h"

#include <mutex>

namespace podium::engine
{
/// The only way from panels, scripts and the console to the engine: value types in, a task handle out.
///
/// A refusal arrives as Failed / Refused, later, never inside the call.
/// Thread: any.
class Client
{
public:
    /// by: who acts, for the journal and the lock holders: "operator", "console".
    Client(std::shared_ptr<EngineGate> gate, Core &core, QString by);

    Task<Value> write(const Address &address, const Value &value, IfLocked ifLocked = IfLocked::Refuse) const;
    Task<Value> call(const Address &address, const Arguments &arguments, IfLocked ifLocked = IfLocked::Refuse) const;
    Task<Value> move(const Address &address, const Quantity &to, MoveKind kind, IfLocked ifLocked = IfLocked::Refuse) const;
    Task<Value> read(const Address &address) const;
    Task<void> restore(const DeviceId &device, IfLocked ifLocked = IfLocked::Refuse) const;
    void stash(const DeviceId &device) const;

    /// The links of the bench and the devices on them. Their traffic: Hub::subscribeTraffic.
    Task<std::vector<LinkDescription>> links() const;
    /// One message by hand over the link of this device; the reply, null if none came. See operations::sendByHand.
    Task<QByteArray> sendByHand(const DeviceId &device, const QByteArray &message, MessageClass messageClass,
                                IfLocked ifLocked = IfLocked::Refuse) const;

    void cancel(TaskId task) const;
    void cancelAll() const;
    void setPaused(TaskId task, bool paused) const;
    void stop(const DeviceId &device) const;
    /// Returns the epoch that it raised, with which reset() can mean this STOP ALL and no later one.
    quint64 stopAll() const;
    Task<void> reset(std::optional<quint64> epoch = {}) const;
    Task<void> acknowledge(const DeviceId &device) const;

    Task<void> setSoftLimits(const Address &address, const Limits &limits) const;
    Task<void> setAlarmLimits(const Address &address, const AlarmLimits &limits) const;
    /// An address without parameter means the whole device.
    Task<void> setProtection(const DeviceId &device, const QString &parameter, const Protection &protection) const;
    /// An explicit, logged act: cancels the holder of the lock, and revokes it if the holder does not end. Refused if another
    /// task holds it by then.
    Task<void> breakLock(const QString &address, TaskId holder) const;
    /// Why a write or a call would be refused just now.
    Task<std::vector<Refusal>> whyNotWrite(const Address &address, const Value &value) const;
    Task<std::vector<Refusal>> whyNotCall(const Address &address, const Arguments &arguments) const;

    /// The shape of the bench, the same for all copies of this client.
    std::shared_ptr<const BenchDescription> bench() const;
    void setBench(std::shared_ptr<const BenchDescription> bench) const;
    Hub &hub() const { return *m_core.hub; }
    StopController &stops() const { return *m_core.stops; } ///< its signals live on the engine thread
    const std::shared_ptr<EngineGate> &gate() const { return m_gate; }
    const QString &by() const { return m_by; }
    /// The same door for somebody else.
    Client as(const QString &by) const;

private:
    template <class Maker>
    auto submit(const QString &label, const QString &device, const QString &operation, Maker maker) const;
    /// A task of the engine's own work.
    template <class Maker>
    auto serve(const QString &label, const QString &device, Maker maker) const;
    QString writeName(const Address &address) const;

    std::shared_ptr<EngineGate> m_gate;
    Core &m_core;
    QString m_by;
    struct Shape {
        std::mutex mutex;
        std::shared_ptr<const BenchDescription> bench;
    };
    std::shared_ptr<Shape> m_shape;
};
} // namespace podium::engine
