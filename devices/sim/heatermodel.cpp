// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/heatermodel.h"

#include <cmath>
#include <utility>

namespace podium::devices
{

HeaterModel::HeaterModel(const HeaterConfig &config, SimClock clock)
    : m_config(config)
    , m_clock(std::move(clock))
    , m_start(m_clock())
    , m_startCelsius(config.ambientCelsius)
    , m_setpointCelsius(config.ambientCelsius)
{
}

bool HeaterModel::setSetpointCelsius(double celsius)
{
    if (!(celsius >= m_config.lowestCelsius && celsius <= m_config.highestCelsius))
        return false;
    startApproach();
    m_setpointCelsius = celsius;
    return true;
}

void HeaterModel::setOn(bool on)
{
    startApproach();
    m_on = on;
}

double HeaterModel::temperatureCelsius() const
{
    const double missingCelsius = goalCelsius() - m_startCelsius;
    const double timeConstant = missingCelsius > 0.0 ? m_config.heatSeconds : m_config.coolSeconds;
    return goalCelsius() - missingCelsius * std::exp(-secondsBetween(m_start, m_clock()) / timeConstant);
}

/// Keeps the temperature of now as the start of the approach to a goal that is about to change.
void HeaterModel::startApproach()
{
    m_startCelsius = temperatureCelsius();
    m_start = m_clock();
}

} // namespace podium::devices
