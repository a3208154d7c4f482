// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/supplymodel.h"

#include <algorithm>
#include <utility>

namespace podium::devices
{

SupplyModel::SupplyModel(const SupplyConfig &config, SimClock clock)
    : m_config(config)
    , m_clock(std::move(clock))
    , m_rampStart(m_clock())
    , m_limitAmpere(config.maxAmpere)
{
}

bool SupplyModel::setSetpointVolt(double volt)
{
    if (!(volt >= 0.0 && volt <= m_config.maxVolt))
        return false;
    startRamp();
    m_setpointVolt = volt;
    return true;
}

bool SupplyModel::setLimitAmpere(double ampere)
{
    if (!(ampere >= 0.0 && ampere <= m_config.maxAmpere))
        return false;
    m_limitAmpere = ampere;
    return true;
}

void SupplyModel::setOutput(bool on)
{
    startRamp();
    m_on = on;
}

double SupplyModel::terminalVolt() const { return std::min(rampVolt(), m_limitAmpere * m_config.loadOhm); }

double SupplyModel::terminalAmpere() const { return terminalVolt() / m_config.loadOhm; }

bool SupplyModel::isRamping() const { return rampVolt() != goalVolt(); }

bool SupplyModel::isCurrentLimited() const { return rampVolt() > m_limitAmpere * m_config.loadOhm; }

void SupplyModel::powerCycle()
{
    m_rampStartVolt = 0.0;
    m_setpointVolt = 0.0;
    m_limitAmpere = m_config.maxAmpere;
    m_on = false;
}

double SupplyModel::rampVolt() const
{
    const double change = m_config.slewVoltPerSecond * secondsBetween(m_rampStart, m_clock());
    return std::clamp(goalVolt(), m_rampStartVolt - change, m_rampStartVolt + change);
}

/// Keeps the voltage of now as the start of the ramp to a goal that is about to change.
void SupplyModel::startRamp()
{
    m_rampStartVolt = rampVolt();
    m_rampStart = m_clock();
}

} // namespace podium::devices
