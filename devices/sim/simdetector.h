// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simdevice.h"

#include <random>

namespace podium::devices
{
/// A simulated counter behind a slit: the rate is a peak over the position of an axis.
class SimDetector final : public SimDevice
{
    Q_OBJECT

public:
    SimDetector(const engine::DeviceContext &context, std::function<double()> positionMm, std::uint32_t seed);
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) override;
    bool canStop() const override { return true; }
    engine::Op<void> stop() override;
    engine::Op<std::optional<bool>> isStill() override;

private:
    engine::Op<engine::Value> acquire();

    std::function<double()> m_positionMm;
    std::mt19937 m_generator;
    double m_exposureSeconds = 0.2;
    qint64 m_counts = 0;
    bool m_acquiring = false;
};
} // namespace podium::devices
