// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/axismodel.h"
#include "devices/sim/simdevice.h"

namespace podium::devices
{
/// A simulated motorised axis: trapezoidal motion, limit switches, homing, jog. The file to copy for a new motor driver.
class SimAxis final : public SimDevice
{
    Q_OBJECT

public:
    SimAxis(const engine::DeviceContext &context, const AxisConfig &config, const engine::Unit &unit);
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) override;

    bool canStop() const override { return true; }
    engine::Op<void> stop() override;
    bool hasFastStop() const override { return true; }
    engine::Op<void> fastStop() override;
    engine::Op<std::optional<bool>> isStill() override;
    engine::Duration stoppingTime() const override;

    /// Faults for training and tests.
    AxisModel &model() { return m_axis; }

private:
    engine::Op<void> home();
    engine::Op<void> jog(double velocity);
    void update();

    AxisModel m_axis;
    engine::Unit m_unit;
    engine::Unit m_speedUnit;
    engine::Parameter *m_position = nullptr;
    engine::Parameter *m_velocity = nullptr;
    engine::Parameter *m_acceleration = nullptr;
};
} // namespace podium::devices
