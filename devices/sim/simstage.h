// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simdevice.h"

namespace podium::devices
{
/// The device above several axes: its lock covers them, its stop stops them.
class SimStage final : public SimDevice
{
    Q_OBJECT

public:
    explicit SimStage(const engine::DeviceContext &context) : SimDevice(context, QStringLiteral("stage")) {}
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
};
} // namespace podium::devices
