// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <random>

namespace podium::devices
{

/// A simulated voltmeter: what its source gives, plus normal noise that repeats with its seed.
/// Thread: one at a time.
class MeterModel
{
public:
    MeterModel(std::function<double()> sourceVolt, double noiseVolt, std::uint32_t seed);

    /// Takes one measurement.
    double measureVolt();

private:
    std::function<double()> m_sourceVolt;
    std::mt19937 m_generator;
    std::normal_distribution<double> m_noiseVolt;
};

} // namespace podium::devices
