// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simstage.h"

namespace podium::devices
{
using namespace engine;

Driver SimStage::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.stage");
    driver.family = QStringLiteral("stage");
    driver.help = QStringLiteral("A group of axes that can be locked and stopped as one.");
    driver.make = [](const DeviceContext &context, const Settings &, Bench &) -> std::unique_ptr<Device> {
        return std::make_unique<SimStage>(context);
    };
    return driver;
}

Op<Value> SimStage::read(Parameter &parameter)
{
    throw Error(ErrorKind::Internal, QStringLiteral("%1 cannot be read.").arg(parameter.address()), id());
    co_return Value();
}

Op<void> SimStage::write(Parameter &parameter, Value)
{
    throw Error(ErrorKind::Internal, QStringLiteral("%1 cannot be written.").arg(parameter.address()), id());
    co_return;
}
} // namespace podium::devices
