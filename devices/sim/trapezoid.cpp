// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/trapezoid.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace podium::devices
{

double Trapezoid::Segment::positionAfter(double elapsedSeconds) const
{
    return position + (velocity + 0.5 * acceleration * elapsedSeconds) * elapsedSeconds;
}

Trapezoid::Trapezoid(double startPosition, double startVelocity, double target, TimePoint start)
    : m_start(start)
    , m_target(target)
{
    m_next.position = startPosition;
    m_next.velocity = startVelocity;
}

Trapezoid::Trapezoid(double startPosition, double startVelocity, double target, double maxVelocity, double acceleration,
                     TimePoint start)
    : Trapezoid(startPosition, startVelocity, target, start)
{
    Q_ASSERT(maxVelocity > 0.0 && acceleration > 0.0);
    // In the direction that remains after braking at once, distance and speed are counted positive.
    const double direction = target >= brakePoint(startPosition, startVelocity, acceleration) ? 1.0 : -1.0;
    const double distance = direction * (target - startPosition);
    const double speed = direction * startVelocity;
    const double squaredPeak = acceleration * distance + 0.5 * speed * speed;
    const double peak = std::min(std::sqrt(std::max(0.0, squaredPeak)), maxVelocity);
    const double ramp = peak >= speed ? acceleration : -acceleration;
    const double rampDistance = (peak * peak - speed * speed) / (2.0 * ramp);
    const double brakeDistance = peak * peak / (2.0 * acceleration);
    const double cruiseSeconds = peak > 0.0 ? (distance - rampDistance - brakeDistance) / peak : 0.0;
    append((peak - speed) / ramp, direction * ramp);
    append(cruiseSeconds, 0.0);
    append(peak / acceleration, -direction * acceleration);
}

Trapezoid Trapezoid::stopping(double startPosition, double startVelocity, double acceleration, TimePoint start)
{
    Q_ASSERT(acceleration > 0.0);
    Trapezoid motion(startPosition, startVelocity, brakePoint(startPosition, startVelocity, acceleration), start);
    motion.append(std::abs(startVelocity) / acceleration, std::copysign(acceleration, -startVelocity));
    return motion;
}

Trapezoid Trapezoid::resting(double position, TimePoint start) { return Trapezoid(position, 0.0, position, start); }

double Trapezoid::brakePoint(double position, double velocity, double acceleration)
{
    return position + velocity * std::abs(velocity) / (2.0 * acceleration);
}

double Trapezoid::position(TimePoint time) const
{
    const Phase phase = phaseAt(time);
    return phase.segment ? phase.segment->positionAfter(phase.elapsedSeconds) : m_target;
}

double Trapezoid::velocity(TimePoint time) const
{
    const Phase phase = phaseAt(time);
    return phase.segment ? phase.segment->velocityAfter(phase.elapsedSeconds) : 0.0;
}

std::chrono::nanoseconds Trapezoid::duration() const
{
    constexpr double longestSeconds = 9.0e9;
    const double seconds = std::min(totalSeconds(), longestSeconds);
    return std::chrono::nanoseconds(static_cast<std::chrono::nanoseconds::rep>(std::ceil(seconds * 1.0e9)));
}

void Trapezoid::append(double seconds, double acceleration)
{
    if (seconds <= 0.0)
        return;
    m_next.seconds = seconds;
    m_next.acceleration = acceleration;
    m_segments.at(m_count++) = m_next;
    m_next.position = m_next.positionAfter(seconds);
    m_next.velocity = m_next.velocityAfter(seconds);
}

double Trapezoid::totalSeconds() const
{
    double sum = 0.0;
    for (std::size_t i = 0; i < m_count; ++i)
        sum += m_segments.at(i).seconds;
    return sum;
}

Trapezoid::Phase Trapezoid::phaseAt(TimePoint time) const
{
    double elapsedSeconds = secondsBetween(m_start, time);
    for (std::size_t i = 0; i < m_count; ++i) {
        const Segment &segment = m_segments.at(i);
        if (elapsedSeconds < segment.seconds)
            return {&segment, elapsedSeconds};
        elapsedSeconds -= segment.seconds;
    }
    return {nullptr, 0.0};
}

} // namespace podium::devices
