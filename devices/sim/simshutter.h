// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simdevice.h"

namespace podium::devices
{
/// A simulated shutter: open and close take a quarter of a second; a stop leaves the blade where it is.
class SimShutter final : public SimDevice
{
    Q_OBJECT

public:
    explicit SimShutter(const engine::DeviceContext &context);
    static Driver driver();

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) override;
    bool canStop() const override { return true; }
    engine::Op<void> stop() override;
    engine::Op<std::optional<bool>> isStill() override;

private:
    engine::Op<void> move(bool open);

    bool m_opened = false;
    bool m_moving = false;
};
} // namespace podium::devices
