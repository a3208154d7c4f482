// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/trapezoid.h"

namespace podium::devices
{

/// What an axis can do. Unit: the axis unit, and that per second and per second squared.
struct AxisConfig {
    double lowLimit = -5.0;
    double highLimit = 25.0;
    double maxVelocity = 5.0;
    double acceleration = 20.0;
    double maxAcceleration = 100.0;
    double startPosition = 0.0;
};

/// One simulated axis between two hard limit switches, with trapezoidal motion in the time of an injected clock.
/// Each `bool` result is false when the value was refused; then nothing has changed.
/// Unit: positions in the axis unit, velocities in axis unit per second, accelerations in axis unit per second squared.
/// Thread: one at a time.
class AxisModel
{
public:
    AxisModel(const AxisConfig &config, SimClock clock);

    /// Starts or re-targets a motion at `speed()`; refuses a target beyond a limit. An axis that can no longer turn
    /// before a limit switch ends on that switch.
    bool moveTo(double target);
    /// Runs with this velocity until a stop or to the limit switch; refuses more than the maximum velocity.
    bool jog(double velocity);
    /// Moves to 0 at a quarter of `speed()`; the axis is referenced once it has arrived.
    void home();
    /// Brakes with `acceleration()`.
    void stop();
    /// Stands still at once.
    void abort();
    /// Loses power: stands still, is no longer referenced, has its first speed and acceleration again.
    void powerCycle();

    /// The speed of the next motion; refuses what is not in (0, maximum velocity].
    bool setSpeed(double speed);
    double speed() const { return m_speed; }
    /// The acceleration of the next motion or stop; refuses what is not in (0, maximum acceleration].
    bool setAcceleration(double acceleration);
    double acceleration() const { return m_acceleration; }

    double position() const;
    double velocity() const;
    /// Where the axis will come to rest.
    double target() const;
    bool isMoving() const;
    bool isReferenced() const;
    bool atLowLimit() const;
    bool atHighLimit() const;
    double lowLimit() const { return m_config.lowLimit; }
    double highLimit() const { return m_config.highLimit; }

    /// Fault: `stop()` and `abort()` have no effect.
    void setIgnoreStop(bool ignored) { m_ignoreStop = ignored; }

private:
    void start(double target, double speed, bool homing);
    void follow(const Trapezoid &motion);
    double clamped(double position) const;
    bool isOnSwitch(TimePoint now) const;

    AxisConfig m_config;
    SimClock m_clock;
    Trapezoid m_motion;
    double m_speed;
    double m_acceleration;
    bool m_homing = false;
    bool m_referenced = false;
    bool m_ignoreStop = false;
};

} // namespace podium::devices
