// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simshutter.h"

#include "engine/tasks/waits.h"

namespace podium::devices
{
using namespace engine;

namespace
{
constexpr std::chrono::milliseconds travelTime{250};
}

SimShutter::SimShutter(const DeviceContext &context) : SimDevice(context, QStringLiteral("shutter"))
{
    addParameter(flag(QStringLiteral("opened"), tr("Opened")));
    CommandSpec open;
    open.name = QStringLiteral("open");
    open.title = tr("Open");
    open.allowedStates = DeviceStates::atRest();
    open.startsMotion = true;
    addCommand(open);
    auto close = open;
    close.name = QStringLiteral("close");
    close.title = tr("Close");
    addCommand(close);
}

Driver SimShutter::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.shutter");
    driver.family = QStringLiteral("shutter");
    driver.help = QStringLiteral("A simulated shutter.");
    driver.make = [](const DeviceContext &context, const Settings &, Bench &) -> std::unique_ptr<Device> {
        return std::make_unique<SimShutter>(context);
    };
    return driver;
}

Op<Value> SimShutter::read(Parameter &)
{
    co_return m_opened;
}

Op<void> SimShutter::write(Parameter &parameter, Value)
{
    throw Error(ErrorKind::Internal, QStringLiteral("%1 cannot be written.").arg(parameter.address()), id());
    co_return;
}

Op<Value> SimShutter::execute(const CommandSpec &command, Arguments)
{
    co_await move(command.name == QLatin1String("open"));
    co_return m_opened;
}

Op<void> SimShutter::move(bool open)
{
    m_moving = true;
    setState(DeviceState::Moving);
    const auto arrival = engine().now() + travelTime;
    while (m_moving && engine().now() < arrival)
        co_await sleep(std::chrono::milliseconds(10));
    if (!m_moving)
        throw Cancelled{CancelReason::Stopped};
    m_moving = false;
    m_opened = open;
    parameter(u"opened")->setReading(m_opened);
    setState(DeviceState::Standby);
}

Op<void> SimShutter::stop()
{
    markStopByte();
    m_moving = false;
    setState(DeviceState::Standby);
    co_return;
}

Op<std::optional<bool>> SimShutter::isStill()
{
    co_return !m_moving;
}
} // namespace podium::devices
