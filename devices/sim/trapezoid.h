// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simclock.h"

#include <array>

namespace podium::devices
{

/// A motion with trapezoidal velocity profile, as a pure function of time.
/// Unit: positions in the axis unit, velocities in axis unit per second, accelerations in axis unit per second squared.
/// Thread: any (immutable value).
class Trapezoid
{
public:
    /// From any position and velocity to rest at `target`; it turns back where it cannot brake before the target.
    /// `maxVelocity` and `acceleration` must be positive; a faster start is first slowed to `maxVelocity`.
    Trapezoid(double startPosition, double startVelocity, double target, double maxVelocity, double acceleration,
              TimePoint start);

    /// A controlled stop: brakes at once and rests after velocity squared / (2 acceleration).
    static Trapezoid stopping(double startPosition, double startVelocity, double acceleration, TimePoint start);

    /// No motion.
    static Trapezoid resting(double position, TimePoint start);

    /// Where an axis comes to rest that brakes at once. Unit: the axis unit.
    static double brakePoint(double position, double velocity, double acceleration);

    double position(TimePoint time) const;
    double velocity(TimePoint time) const;
    double target() const { return m_target; }
    std::chrono::nanoseconds duration() const;
    bool isFinished(TimePoint time) const { return time >= m_start + duration(); }

private:
    struct Segment {
        double seconds = 0.0;
        double position = 0.0;
        double velocity = 0.0;
        double acceleration = 0.0;
        double positionAfter(double elapsedSeconds) const;
        double velocityAfter(double elapsedSeconds) const { return velocity + acceleration * elapsedSeconds; }
    };
    struct Phase {
        const Segment *segment;
        double elapsedSeconds;
    };

    Trapezoid(double startPosition, double startVelocity, double target, TimePoint start);
    void append(double seconds, double acceleration);
    double totalSeconds() const;
    Phase phaseAt(TimePoint time) const;

    TimePoint m_start;
    double m_target;
    Segment m_next;
    std::array<Segment, 3> m_segments;
    std::size_t m_count = 0;
};

} // namespace podium::devices
