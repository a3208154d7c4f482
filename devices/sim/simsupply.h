// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simdevice.h"
#include "devices/sim/supplymodel.h"

namespace podium::devices
{
/// A simulated power supply on a resistor; voltages ramp. A stop switches the output off.
class SimSupply final : public SimDevice
{
    Q_OBJECT

public:
    explicit SimSupply(const engine::DeviceContext &context, const SupplyConfig &config = {});
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    bool canStop() const override { return true; }
    engine::Op<void> stop() override;
    engine::Op<std::optional<bool>> isStill() override;

    /// Unit: V.
    double terminalVolt() const { return m_model.terminalVolt(); }

private:
    void update();

    SupplyModel m_model;
};
} // namespace podium::devices
