// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simaxis.h"

#include "engine/tasks/waits.h"

#include <cmath>

namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
/// One text for all axes, translated once.
struct Texts {
    QString position = SimAxis::tr("Position");
    QString velocity = SimAxis::tr("Velocity");
    QString acceleration = SimAxis::tr("Acceleration");
    QString home = SimAxis::tr("Home");
    QString homeHelp = SimAxis::tr("Finds the reference and ends at 0.");
    QString jog = SimAxis::tr("Jog");
    QString jogHelp = SimAxis::tr("Runs at a velocity until it is cancelled or comes to a limit.");
};

const Texts &texts()
{
    static const Texts all;
    return all;
}

Unit per(const Unit &unit, const QString &power)
{
    return Unit::parse(QStringLiteral("%1 s%2").arg(unit.symbol(), power));
}
} // namespace

SimAxis::SimAxis(const DeviceContext &context, const AxisConfig &config, const Unit &unit)
    : SimDevice(context, QStringLiteral("motor"))
    , m_axis(config, clock())
    , m_unit(unit)
    , m_speedUnit(per(unit, QStringLiteral("-1")))
{
    auto position = setting(QStringLiteral("position"), texts().position, unit.symbol(), 3);
    position.deviceLimits = {config.lowLimit, config.highLimit};
    position.startsMotion = true;
    position.tolerance = 0.001;
    m_position = &addParameter(position);

    auto velocity = setting(QStringLiteral("velocity"), texts().velocity, m_speedUnit.symbol(), 3);
    velocity.deviceLimits = {config.maxVelocity / 1000, config.maxVelocity};
    m_velocity = &addParameter(velocity);

    auto acceleration = setting(QStringLiteral("acceleration"), texts().acceleration, per(unit, QStringLiteral("-2")).symbol(), 3);
    acceleration.deviceLimits = {config.maxAcceleration / 1000, config.maxAcceleration};
    m_acceleration = &addParameter(acceleration);

    CommandSpec home;
    home.name = QStringLiteral("home");
    home.title = texts().home;
    home.help = texts().homeHelp;
    home.allowedStates = DeviceStates::atRest();
    home.startsMotion = true;
    addCommand(home);

    CommandSpec jog;
    jog.name = QStringLiteral("jog");
    jog.title = texts().jog;
    jog.help = texts().jogHelp;
    jog.allowedStates = DeviceStates::atRest();
    jog.startsMotion = true;
    auto speed = velocity;
    speed.deviceLimits = {-config.maxVelocity, config.maxVelocity};
    jog.arguments = {speed};
    addCommand(jog);
}

Driver SimAxis::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.axis");
    driver.family = QStringLiteral("motor");
    driver.help = QStringLiteral("A simulated axis with trapezoidal motion.");
    driver.settings = {
        textSetting(QStringLiteral("unit"), QStringLiteral("unit of the position"), QStringLiteral("mm")),
        textSetting(QStringLiteral("low"), QStringLiteral("lower limit switch"), QStringLiteral("-5 mm")),
        textSetting(QStringLiteral("high"), QStringLiteral("upper limit switch"), QStringLiteral("25 mm")),
        textSetting(QStringLiteral("velocity"), QStringLiteral("highest velocity"), QStringLiteral("5 mm s-1")),
        textSetting(QStringLiteral("acceleration"), QStringLiteral("acceleration"), QStringLiteral("20 mm s-2")),
    };
    driver.make = [](const DeviceContext &context, const Settings &settings, Bench &) -> std::unique_ptr<Device> {
        const auto in = [&](const QString &name, const Unit &unit) {
            return fromSetting(settings, name, [&](const QString &text) { return Quantity::parse(text).in(unit); });
        };
        const auto above = [&](const QString &name, const Unit &unit, double low) {
            const double value = in(name, unit);
            if (!(value > low) || !std::isfinite(value))
                throw badSetting(name, text(settings, name), QStringLiteral("it has to be above %1.").arg(Quantity(low, unit).text()));
            return value;
        };
        const auto unit = fromSetting(settings, QStringLiteral("unit"), [](const QString &text) { return Unit::parse(text); });
        AxisConfig config;
        config.lowLimit = in(QStringLiteral("low"), unit);
        config.highLimit = above(QStringLiteral("high"), unit, config.lowLimit);
        config.maxVelocity = above(QStringLiteral("velocity"), per(unit, QStringLiteral("-1")), 0);
        config.acceleration = above(QStringLiteral("acceleration"), per(unit, QStringLiteral("-2")), 0);
        config.maxAcceleration = 5 * config.acceleration;
        config.startPosition = std::clamp(0.0, config.lowLimit, config.highLimit);
        return std::make_unique<SimAxis>(context, config, unit);
    };
    return driver;
}

void SimAxis::update()
{
    if (state() == DeviceState::Disconnected)
        return;
    setState(m_axis.isMoving() ? DeviceState::Moving : DeviceState::Standby);
}

Op<Value> SimAxis::read(Parameter &parameter)
{
    update();
    if (&parameter == m_position)
        co_return Quantity(m_axis.position(), m_unit);
    if (&parameter == m_velocity)
        co_return Quantity(m_axis.speed(), m_speedUnit);
    co_return Quantity(m_axis.acceleration(), parameter.spec().unit);
}

Op<void> SimAxis::write(Parameter &parameter, Value value)
{
    const double wanted = numberOf(value);
    bool accepted = false;
    if (&parameter == m_position)
        accepted = m_axis.moveTo(wanted);
    else if (&parameter == m_velocity)
        accepted = m_axis.setSpeed(wanted);
    else
        accepted = m_axis.setAcceleration(wanted);
    update();
    if (!accepted)
        throw Error(ErrorKind::Device, QStringLiteral("%1 did not accept %2.").arg(parameter.address(), valueText(value)), id());
    co_return;
}

Op<Value> SimAxis::execute(const CommandSpec &command, Arguments arguments)
{
    if (command.name == QLatin1String("home"))
        co_await home();
    else
        co_await jog(numberOf(arguments.front()));
    co_return Value();
}

Op<void> SimAxis::home()
{
    m_axis.home();
    update();
    while (m_axis.isMoving())
        co_await sleep(20ms);
    update();
    m_position->setReading(Quantity(m_axis.position(), m_unit));
    arrived(*m_position);
    if (!m_axis.isReferenced())
        throw Error(ErrorKind::Device, QStringLiteral("%1 came to rest before it found its reference.").arg(id()), id());
}

Op<void> SimAxis::jog(double velocity)
{
    if (!m_axis.jog(velocity))
        throw Error(ErrorKind::Device, QStringLiteral("%1 did not accept the jog.").arg(id()), id());
    update();
    while (m_axis.isMoving())
        co_await sleep(20ms);
    update();
    m_position->setReading(Quantity(m_axis.position(), m_unit));
    arrived(*m_position);
}

Op<void> SimAxis::stop()
{
    markStopByte();
    m_axis.stop();
    update();
    co_return;
}

Op<void> SimAxis::fastStop()
{
    markStopByte();
    m_axis.abort();
    update();
    co_return;
}

Op<std::optional<bool>> SimAxis::isStill()
{
    update();
    m_position->setReading(Quantity(m_axis.position(), m_unit));
    co_return !m_axis.isMoving();
}

Duration SimAxis::stoppingTime() const
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(std::abs(m_axis.velocity()) / m_axis.acceleration()));
}
} // namespace podium::devices
