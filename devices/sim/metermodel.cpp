// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/metermodel.h"

#include <utility>

namespace podium::devices
{

MeterModel::MeterModel(std::function<double()> sourceVolt, double noiseVolt, std::uint32_t seed)
    : m_sourceVolt(std::move(sourceVolt))
    , m_generator(seed)
    , m_noiseVolt(0.0, noiseVolt)
{
}

double MeterModel::measureVolt() { return m_sourceVolt() + m_noiseVolt(m_generator); }

} // namespace podium::devices
