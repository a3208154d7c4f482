// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simsupply.h"

namespace podium::devices
{
using namespace engine;

SimSupply::SimSupply(const DeviceContext &context, const SupplyConfig &config)
    : SimDevice(context, QStringLiteral("powersupply"))
    , m_model(config, clock())
{
    auto voltage = setting(QStringLiteral("voltage"), tr("Voltage"), QStringLiteral("V"), 3);
    voltage.deviceLimits = {0.0, config.maxVolt};
    voltage.isOutput = true;
    voltage.tolerance = 0.01;
    addParameter(voltage);
    addParameter(readback(QStringLiteral("current"), tr("Current"), QStringLiteral("A"), 3));
    auto limit = setting(QStringLiteral("current_limit"), tr("Current limit"), QStringLiteral("A"), 3);
    limit.deviceLimits = {0.0, config.maxAmpere};
    limit.isOutput = true;
    addParameter(limit);
    auto output = flag(QStringLiteral("output"), tr("Output"));
    output.access = Access::ReadWrite;
    output.isOutput = true;
    addParameter(output);
    addParameter(flag(QStringLiteral("constant_current"), tr("Constant current")));
}

Driver SimSupply::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.supply");
    driver.family = QStringLiteral("powersupply");
    driver.help = QStringLiteral("A simulated power supply on a resistor.");
    auto load = quantitySetting(QStringLiteral("load"), QStringLiteral("resistance of the load"), QStringLiteral("10 Ohm"));
    load.spec.deviceLimits = {0.001, {}};
    driver.settings = {load};
    driver.make = [](const DeviceContext &context, const Settings &settings, Bench &) -> std::unique_ptr<Device> {
        SupplyConfig config;
        config.loadOhm = number(settings, QStringLiteral("load"), Unit::parse(QStringLiteral("Ohm")));
        return std::make_unique<SimSupply>(context, config);
    };
    return driver;
}

void SimSupply::update()
{
    if (state() == DeviceState::Disconnected)
        return;
    const auto next = m_model.isRamping() ? DeviceState::Ramping
        : m_model.isOutputOn()            ? DeviceState::On
                                          : DeviceState::Standby;
    setState(next);
}

Op<Value> SimSupply::read(Parameter &parameter)
{
    update();
    const auto &name = parameter.spec().name;
    if (name == QLatin1String("voltage"))
        co_return Quantity(m_model.terminalVolt(), parameter.spec().unit);
    if (name == QLatin1String("current"))
        co_return Quantity(m_model.terminalAmpere(), parameter.spec().unit);
    if (name == QLatin1String("current_limit"))
        co_return Quantity(m_model.limitAmpere(), parameter.spec().unit);
    if (name == QLatin1String("constant_current"))
        co_return m_model.isCurrentLimited();
    co_return m_model.isOutputOn();
}

Op<void> SimSupply::write(Parameter &parameter, Value value)
{
    const auto &name = parameter.spec().name;
    bool accepted = true;
    if (name == QLatin1String("voltage"))
        accepted = m_model.setSetpointVolt(numberOf(value));
    else if (name == QLatin1String("current_limit"))
        accepted = m_model.setLimitAmpere(numberOf(value));
    else
        m_model.setOutput(std::get<bool>(value));
    update();
    if (!accepted)
        throw Error(ErrorKind::Device, QStringLiteral("%1 did not accept %2.").arg(parameter.address(), valueText(value)), id());
    co_return;
}

Op<void> SimSupply::stop()
{
    markStopByte();
    m_model.setOutput(false);
    parameter(u"output")->setSetpoint(false);
    update();
    co_return;
}

Op<std::optional<bool>> SimSupply::isStill()
{
    update();
    co_return !m_model.isOutputOn() && !m_model.isRamping();
}
} // namespace podium::devices
