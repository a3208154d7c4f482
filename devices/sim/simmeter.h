// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/metermodel.h"
#include "devices/sim/simdevice.h"

namespace podium::devices
{
/// A simulated voltmeter on a power supply of the same bench, or on 1 V.
class SimMeter final : public SimDevice
{
    Q_OBJECT

public:
    SimMeter(const engine::DeviceContext &context, std::function<double()> sourceVolt, std::uint32_t seed);
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;

private:
    MeterModel m_model;
};
} // namespace podium::devices
