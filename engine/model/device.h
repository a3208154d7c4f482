// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/command.h"
#include "engine/model/devicestate.h"
#include "engine/model/parameter.h"
#include "engine/tasks/operation.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace podium::engine
{
/// What every device needs to come into being; the bench provides it.
struct DeviceContext {
    Engine &engine;
    LockTable &locks;
    DeviceId id;
    QString title;
    QString group;
    Lockable *parent = nullptr; ///< the lock of the device above
    /// Sees each spec before it is fixed: a bench file may narrow limits, set alarms, poll periods and decimals.
    std::function<void(ParameterSpec &)> adjust = {};
};

/// An instrument or a part of one: parameters, commands, a state, and a stop. Drivers derive from it.
///
/// The public operations of this class talk to the instrument and check nothing; limits, locks, interlocks and states are
/// checked by engine/model/operations, which is what everybody but the stop path goes through.
/// Thread: the engine's; nothing in a driver may block.
class Device : public QObject
{
    Q_OBJECT

public:
    Device(const DeviceContext &context, QString family);
    ~Device() override;

    const DeviceId &id() const { return m_id; }
    const QString &title() const { return m_title; }
    const QString &group() const { return m_group; }
    const QString &family() const { return m_family; }
    Engine &engine() const { return m_engine; }
    Lockable &lockable() { return m_lock; }

    const std::vector<std::unique_ptr<Parameter>> &parameters() const { return m_parameters; }
    Parameter *parameter(QStringView name) const;
    /// The parameter whose write starts motion, if there is exactly one.
    Parameter *motionParameter() const;
    const std::vector<CommandSpec> &commands() const { return m_commands; }
    const CommandSpec *command(QStringView name) const;

    DeviceState state() const { return m_state; }
    /// Why the device is where it is, for the operator: "no answer for 3 s, next try in 2 s".
    const QString &stateReason() const { return m_stateReason; }
    /// Of a fault or a loss: what went over the link just before it, a line for each message. Of what has
    /// never been there: up to the last reason.
    const QStringList &stateTraffic() const { return m_stateTraffic; }
    /// What went over its link up to now, the last messages, a line for each. Default: it has no link.
    virtual QStringList recentTraffic() const { return {}; }
    const Protection &protection() const { return m_protection; }
    /// Errors: Refused when a permanent protection is to be changed.
    void setProtection(const Protection &protection);

    /// Begins to be there: connect, identify. Never blocks; the state tells.
    virtual void open() {}
    virtual void close() {}
    /// For a device that leaves the bench, after close(): ends when nothing of its own runs any more that refers to it.
    virtual Op<void> ended();
    /// Drops the connection and makes a new one now. Stops pending go first.
    virtual void reconnect() {}

    /// Asks the device for one value. Errors: Timeout, Disconnected, Device.
    virtual Op<Value> read(Parameter &parameter) = 0;
    /// Reads several in as few exchanges as the protocol allows, and stores them. Default: one by one.
    virtual Op<void> refresh(std::vector<Parameter *> due);
    /// Hands a checked value to the device; ends when it was accepted. Errors: as read, and Device for a refusal.
    virtual Op<void> write(Parameter &parameter, Value value) = 0;
    /// After a write that starts motion: ends when the readback has come to the setpoint (within tolerance, twice).
    /// Errors: Device when the motion ends elsewhere, Timeout when nothing moves any more.
    virtual Op<void> settle(Parameter &parameter, Value target);
    virtual Op<Value> execute(const CommandSpec &command, Arguments arguments);

    /// True for whatever can move or output something; such a device implements stop() and its driver's contract row
    /// shows the bytes.
    virtual bool canStop() const { return false; }
    /// Controlled stop: sends at once, whatever the state, on a lane of its own. Ends when the device has accepted it.
    virtual Op<void> stop();
    virtual bool hasFastStop() const { return false; }
    /// Stops as fast as possible; the position may be lost.
    virtual Op<void> fastStop();
    /// Asks the device itself whether it stands still; empty: it has no way to tell.
    virtual Op<std::optional<bool>> isStill();
    /// How long a controlled stop may take: v/a; zero: unknown.
    virtual Duration stoppingTime() const { return Duration::zero(); }

    /// When the first byte of the last stop left, for the receipts.
    std::optional<TimePoint> stopByteSent() const { return m_stopByte; }
    void clearStopByte() { m_stopByte.reset(); }

    /// Tasks that move this device just now; the stop of the device ends them as Cancelled by Stopped.
    const std::vector<TaskId> &movers() const { return m_movers; }
    void addMover(TaskId task);
    void removeMover(TaskId task);
    /// Tasks whose energising write or command the device has not accepted yet; a stop of the device ends them too.
    const std::vector<TaskId> &energisers() const { return m_energisers; }
    void addEnergiser(TaskId task) { m_energisers.push_back(task); }
    void removeEnergiser(TaskId task) { std::erase(m_energisers, task); }

    /// Tasks that have something to do with this device just now; while there is one, it cannot leave the bench.
    const std::vector<TaskId> &users() const { return m_users; }
    void addUser(TaskId task) { m_users.push_back(task); }
    void removeUser(TaskId task) { m_users.erase(std::find(m_users.begin(), m_users.end(), task)); }

    /// After a stop nothing may start again by itself: every motion setpoint becomes the readback.
    void adoptReadbacks();

Q_SIGNALS:
    void parameterChanged(podium::engine::Parameter &parameter, podium::engine::ParameterChange what);
    void stateChanged(podium::engine::Device &device);
    void protectionChanged(podium::engine::Device &device);
    /// The first task begins to move the device, before it has sent anything, or the last one has ended.
    void moversChanged(podium::engine::Device &device);
    /// A message of the device's own, for whoever subscribed to its name at the hub.
    void message(const QString &name, const QVariant &payload);

protected:
    Parameter &addParameter(ParameterSpec spec);
    void addCommand(CommandSpec spec);
    /// Errors: Internal for a transition that the table forbids.
    void setState(DeviceState state, const QString &reason = {});
    /// To be called when a command has moved it: where the parameter came to counts as what the running task asked for.
    void arrived(Parameter &parameter);
    /// To be called when the first byte of a stop is handed to the system, or later with the time of that.
    void markStopByte() { markStopByte(m_engine.now()); }
    void markStopByte(TimePoint when);

private:
    friend class Bench;
    friend class Parameter;

    Engine &m_engine;
    LockTable &m_locks;
    DeviceId m_id;
    QString m_title;
    QString m_group;
    QString m_family;
    Lockable m_lock;
    std::function<void(ParameterSpec &)> m_adjust;
    std::vector<std::unique_ptr<Parameter>> m_parameters;
    std::vector<CommandSpec> m_commands;
    DeviceState m_state = DeviceState::Disconnected;
    QString m_stateReason;
    QStringList m_stateTraffic;
    bool m_wasThere = false; ///< since then a loss has something before it
    Protection m_protection;
    std::optional<TimePoint> m_stopByte;
    std::vector<TaskId> m_movers;
    std::vector<TaskId> m_energisers;
    std::vector<TaskId> m_users;
};
} // namespace podium::engine
