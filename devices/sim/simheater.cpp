// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simheater.h"

#include <cmath>

namespace podium::devices
{
using namespace engine;

namespace
{
constexpr double settledKelvin = 0.5;
}

SimHeater::SimHeater(const DeviceContext &context, const HeaterConfig &config)
    : SimDevice(context, QStringLiteral("temperaturecontroller"))
    , m_model(config, clock())
{
    auto temperature = readback(QStringLiteral("temperature"), tr("Temperature"), QStringLiteral("degC"), 2);
    temperature.alarmLimits.minor.high = 150;
    temperature.alarmLimits.major.high = 200;
    addParameter(temperature);
    auto setpoint = setting(QStringLiteral("setpoint"), tr("Setpoint"), QStringLiteral("degC"), 2);
    setpoint.deviceLimits = {config.lowestCelsius, config.highestCelsius};
    setpoint.isOutput = true;
    setpoint.tolerance = settledKelvin;
    addParameter(setpoint);
    auto power = flag(QStringLiteral("power"), tr("Power"));
    power.access = Access::ReadWrite;
    power.isOutput = true;
    addParameter(power);
}

Driver SimHeater::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.heater");
    driver.family = QStringLiteral("temperaturecontroller");
    driver.help = QStringLiteral("A simulated heater of first order.");
    driver.make = [](const DeviceContext &context, const Settings &, Bench &) -> std::unique_ptr<Device> {
        return std::make_unique<SimHeater>(context);
    };
    return driver;
}

void SimHeater::update()
{
    if (state() == DeviceState::Disconnected)
        return;
    const bool near = std::abs(m_model.temperatureCelsius() - m_model.setpointCelsius()) < settledKelvin;
    setState(!m_model.isOn() ? DeviceState::Standby : near ? DeviceState::On : DeviceState::Ramping);
}

Op<Value> SimHeater::read(Parameter &parameter)
{
    update();
    const auto &name = parameter.spec().name;
    if (name == QLatin1String("temperature"))
        co_return Quantity(m_model.temperatureCelsius(), parameter.spec().unit);
    if (name == QLatin1String("setpoint"))
        co_return Quantity(m_model.setpointCelsius(), parameter.spec().unit);
    co_return m_model.isOn();
}

Op<void> SimHeater::write(Parameter &parameter, Value value)
{
    if (parameter.spec().name == QLatin1String("power")) {
        m_model.setOn(std::get<bool>(value));
    } else {
        if (!m_model.setSetpointCelsius(numberOf(value)))
            throw Error(ErrorKind::Device, QStringLiteral("%1 did not accept %2.").arg(parameter.address(), valueText(value)), id());
        m_model.setOn(true);
        this->parameter(u"power")->setSetpoint(true);
    }
    update();
    co_return;
}

Op<void> SimHeater::stop()
{
    markStopByte();
    m_model.setOn(false);
    parameter(u"power")->setSetpoint(false);
    update();
    co_return;
}

Op<std::optional<bool>> SimHeater::isStill()
{
    co_return !m_model.isOn();
}
} // namespace podium::devices
