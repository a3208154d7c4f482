// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/sim/simclock.h"

namespace podium::devices
{

struct SupplyConfig {
    double maxVolt = 20.0;
    double maxAmpere = 5.0;
    double slewVoltPerSecond = 20.0;
    double loadOhm = 10.0;
};

/// A simulated power supply on a resistor: the voltage ramps to its setpoint, the current limit may hold it below.
/// Each `bool` result is false when the value was refused; then nothing has changed.
/// Thread: one at a time.
class SupplyModel
{
public:
    SupplyModel(const SupplyConfig &config, SimClock clock);

    /// Refuses what is not in [0, maximum].
    bool setSetpointVolt(double volt);
    double setpointVolt() const { return m_setpointVolt; }
    /// Refuses what is not in [0, maximum].
    bool setLimitAmpere(double ampere);
    double limitAmpere() const { return m_limitAmpere; }
    /// Off also ramps, down to 0.
    void setOutput(bool on);
    bool isOutputOn() const { return m_on; }
    double maxVolt() const { return m_config.maxVolt; }
    double maxAmpere() const { return m_config.maxAmpere; }

    double terminalVolt() const;
    double terminalAmpere() const;
    bool isRamping() const;
    /// Whether the current limit holds the voltage below its setpoint.
    bool isCurrentLimited() const;
    /// Loses power: output off, 0 V, 0 V setpoint, full current limit.
    void powerCycle();

private:
    double goalVolt() const { return m_on ? m_setpointVolt : 0.0; }
    double rampVolt() const;
    void startRamp();

    SupplyConfig m_config;
    SimClock m_clock;
    TimePoint m_rampStart;
    double m_rampStartVolt = 0.0;
    double m_setpointVolt = 0.0;
    double m_limitAmpere;
    bool m_on = false;
};

} // namespace podium::devices
