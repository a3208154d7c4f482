// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/heatermodel.h"
#include "devices/sim/simdevice.h"

namespace podium::devices
{
/// A simulated heater with alarms. A stop takes the power away; it then cools by itself.
class SimHeater final : public SimDevice
{
    Q_OBJECT

public:
    explicit SimHeater(const engine::DeviceContext &context, const HeaterConfig &config = {});
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    bool canStop() const override { return true; }
    engine::Op<void> stop() override;
    engine::Op<std::optional<bool>> isStill() override;

private:
    void update();

    HeaterModel m_model;
};
} // namespace podium::devices
