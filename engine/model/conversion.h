// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podium::engine
{
/// A linear conversion between two units. It is kept in the direction whose factor is at least one, so that 250 um
/// divide by 1000 instead of multiplying by the inexact 0.001, and going there and back gives the same number.
class Conversion
{
public:
    /// From `value * factor + offset`, and the same for the way back. Noise in the last digits of the round numbers
    /// that units are defined by (25.4, 273.15) is removed.
    static Conversion between(double factor, double offset, double backFactor, double backOffset);

    double absolute(double value) const { return m_back ? (value - m_offset) / m_factor : value * m_factor + m_offset; }
    double difference(double value) const { return m_back ? value / m_factor : value * m_factor; }

private:
    double m_factor = 1;
    double m_offset = 0;
    bool m_back = false; ///< factor and offset are those of the way back
};
} // namespace podium::engine
