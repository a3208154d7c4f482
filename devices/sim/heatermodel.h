// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simclock.h"

namespace podium::devices
{

struct HeaterConfig {
    double ambientCelsius = 20.0;
    double lowestCelsius = 0.0;
    double highestCelsius = 300.0;
    double heatSeconds = 10.0;
    double coolSeconds = 30.0;
};

/// A simulated heater of first order: approaches the setpoint when on and the ambient temperature when off, with one
/// time constant for heating and one for cooling.
/// Thread: one at a time.
class HeaterModel
{
public:
    HeaterModel(const HeaterConfig &config, SimClock clock);

    /// Refuses (false, nothing changed) what is not in [lowest, highest].
    bool setSetpointCelsius(double celsius);
    double setpointCelsius() const { return m_setpointCelsius; }
    void setOn(bool on);
    bool isOn() const { return m_on; }
    double temperatureCelsius() const;

private:
    double goalCelsius() const { return m_on ? m_setpointCelsius : m_config.ambientCelsius; }
    void startApproach();

    HeaterConfig m_config;
    SimClock m_clock;
    TimePoint m_start;
    double m_startCelsius;
    double m_setpointCelsius;
    bool m_on = false;
};

} // namespace podium::devices
