// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/axismodel.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace podium::devices
{

namespace
{

constexpr double homingShare = 0.25;

bool isPositiveUpTo(double value, double highest) { return value > 0.0 && value <= highest; }

} // namespace

AxisModel::AxisModel(const AxisConfig &config, SimClock clock)
    : m_config(config)
    , m_clock(std::move(clock))
    , m_motion(Trapezoid::resting(config.startPosition, m_clock()))
    , m_speed(config.maxVelocity)
    , m_acceleration(config.acceleration)
{
}

bool AxisModel::moveTo(double target)
{
    if (!(target >= m_config.lowLimit && target <= m_config.highLimit))
        return false;
    start(target, m_speed, false);
    return true;
}

bool AxisModel::jog(double velocity)
{
    if (!isPositiveUpTo(std::abs(velocity), m_config.maxVelocity))
        return false;
    start(velocity > 0.0 ? m_config.highLimit : m_config.lowLimit, std::abs(velocity), false);
    return true;
}

void AxisModel::home() { start(clamped(0.0), homingShare * m_speed, true); }

void AxisModel::stop()
{
    if (!m_ignoreStop)
        follow(Trapezoid::stopping(position(), velocity(), m_acceleration, m_clock()));
}

void AxisModel::abort()
{
    if (!m_ignoreStop)
        follow(Trapezoid::resting(position(), m_clock()));
}

void AxisModel::powerCycle()
{
    follow(Trapezoid::resting(position(), m_clock()));
    m_referenced = false;
    m_speed = m_config.maxVelocity;
    m_acceleration = m_config.acceleration;
}

bool AxisModel::setSpeed(double speed)
{
    if (!isPositiveUpTo(speed, m_config.maxVelocity))
        return false;
    m_speed = speed;
    return true;
}

bool AxisModel::setAcceleration(double acceleration)
{
    if (!isPositiveUpTo(acceleration, m_config.maxAcceleration))
        return false;
    m_acceleration = acceleration;
    return true;
}

double AxisModel::position() const { return clamped(m_motion.position(m_clock())); }

double AxisModel::velocity() const
{
    const TimePoint now = m_clock();
    return isOnSwitch(now) ? 0.0 : m_motion.velocity(now);
}

double AxisModel::target() const { return clamped(m_motion.target()); }

bool AxisModel::isMoving() const
{
    const TimePoint now = m_clock();
    return !m_motion.isFinished(now) && !isOnSwitch(now);
}

bool AxisModel::isReferenced() const { return m_referenced || (m_homing && !isMoving()); }

bool AxisModel::atLowLimit() const { return position() <= m_config.lowLimit; }

bool AxisModel::atHighLimit() const { return position() >= m_config.highLimit; }

void AxisModel::start(double target, double speed, bool homing)
{
    const TimePoint now = m_clock();
    const double from = clamped(m_motion.position(now));
    const double velocity = isOnSwitch(now) ? 0.0 : m_motion.velocity(now);
    const double turn = Trapezoid::brakePoint(from, velocity, m_acceleration);
    const bool canTurn = turn >= m_config.lowLimit && turn <= m_config.highLimit;
    follow(canTurn ? Trapezoid(from, velocity, target, speed, m_acceleration, now)
                   : Trapezoid::stopping(from, velocity, m_acceleration, now));
    m_homing = homing && canTurn;
}

void AxisModel::follow(const Trapezoid &motion)
{
    m_referenced = isReferenced();
    m_homing = false;
    m_motion = motion;
}

double AxisModel::clamped(double position) const { return std::clamp(position, m_config.lowLimit, m_config.highLimit); }

/// Whether a motion that could not brake in time has ended on a limit switch.
bool AxisModel::isOnSwitch(TimePoint now) const
{
    const double position = m_motion.position(now);
    return position < m_config.lowLimit || position > m_config.highLimit;
}

} // namespace podium::devices
