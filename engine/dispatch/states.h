// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockinfo.h"
#include "engine/model/bench.h"

#include <QVariant>

/// What travels from the engine to those who watch: plain values.
namespace podium::engine
{
/// All that a panel shows of one parameter.
struct ParameterState {
    Reading reading;
    Value setpoint;
    Origin origin; ///< of the setpoint
    Limits softLimits;
    AlarmLimits alarmLimits;
    Protection protection;
    std::optional<LockHolder> lock; ///< who holds it, directly or through its device
    quint64 lost = 0;               ///< Lossless only: changes dropped because the queue was full, since the last delivery
};

/// All that a panel shows of one device, its parameters apart.
struct DeviceStatus {
    DeviceState state = DeviceState::Disconnected;
    QString reason;
    QStringList traffic; ///< of its link, before a fault or a loss
    Protection protection;
    std::optional<LockHolder> lock;
};

/// The immutable shape of a bench: what the panels are generated from.
struct DeviceDescription {
    DeviceId id;
    QString title;
    QString group;
    QString family;
    std::vector<ParameterSpec> parameters;
    std::vector<CommandSpec> commands;
    bool canStop = false;
    bool hasFastStop = false;
    bool hasLink = false; ///< whose traffic can be watched
    QString motionParameter; ///< name of the one parameter that moves it; empty: none, or several
    QString problem;         ///< why this device could not be made; then there is nothing else
};
struct BenchDescription {
    QString name;
    bool simulated = false;
    std::vector<DeviceDescription> devices;

    const DeviceDescription *find(const DeviceId &id) const;
    const ParameterSpec *find(const Address &address) const;
};

BenchDescription describe(const Bench &bench);
ParameterState stateOf(Parameter &parameter);
DeviceStatus statusOf(Device &device);
} // namespace podium::engine
