// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/driver.h"
#include "devices/sim/simclock.h"

namespace podium::devices
{
/// What the in-process simulated devices share: they are there as soon as they are opened, and their time is the engine's.
class SimDevice : public engine::Device
{
public:
    using engine::Device::Device;

    void open() override { setState(engine::DeviceState::Standby); }
    void close() override { setState(engine::DeviceState::Disconnected, QStringLiteral("closed")); }

protected:
    SimClock clock() const
    {
        return [&engine = engine()] { return engine.now(); };
    }
};

/// Parameter specs as the simulated devices declare them; every one is polled ten times a second.
engine::ParameterSpec readback(const QString &name, const QString &title, const QString &unit, int decimals);
engine::ParameterSpec setting(const QString &name, const QString &title, const QString &unit, int decimals);
engine::ParameterSpec flag(const QString &name, const QString &title);
/// The number of a quantity in the parameter's unit. Errors: Internal for a value of another type.
double numberOf(const engine::Value &value);
} // namespace podium::devices
