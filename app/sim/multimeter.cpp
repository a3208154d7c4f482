// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/multimeter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace podium::app
{

namespace
{

constexpr double noiseVolt = 20.0e-6;
constexpr double firstRangeVolt = 10.0;
constexpr std::array rangesVolt{0.1, 1.0, 10.0, 100.0, 1000.0};
constexpr double resolutionShare = 3.0e-7;

} // namespace

Multimeter::Multimeter(std::function<double()> sourceVolt, quint32 seed)
    : SimInstrument("HEWLETT-PACKARD,34401A,0,10-5-2", "+0,\"No error\"")
    , m_model(std::move(sourceVolt), noiseVolt, seed)
    , m_rangeVolt(firstRangeVolt)
{
    addConfiguration();
    addMeasurements();
    tree().addCommand("*RST", [this](const QByteArray &) { loseState(); });
    tree().addQuery("*OPC?", [](const QByteArray &) { return QByteArray("1"); });
}

void Multimeter::loseState()
{
    m_rangeVolt = firstRangeVolt;
    m_reading.clear();
}

void Multimeter::addConfiguration()
{
    tree().addQuery("CONFigure?", [this](const QByteArray &) {
        return "\"VOLT " + scientific(m_rangeVolt) + ',' + scientific(m_rangeVolt * resolutionShare) + '"';
    });
    tree().addCommand("CONFigure[:VOLTage][:DC]", [this](const QByteArray &argument) { setRange(argument); });
    tree().addQuery("[:SENSe]:FUNCtion?", [](const QByteArray &) { return QByteArray("\"VOLT\""); });
    tree().addCommand("[:SENSe]:FUNCtion", [this](const QByteArray &argument) {
        const QByteArray name = QByteArray(argument).replace('\'', "").replace('"', "").toUpper();
        if (name != "VOLT" && name != "VOLT:DC" && name != "VOLTAGE" && name != "VOLTAGE:DC")
            status().report(ScpiError::IllegalValue, argument);
    });
    tree().addQuery("[:SENSe]:VOLTage[:DC]:RANGe?", [this](const QByteArray &) { return scientific(m_rangeVolt); });
    tree().addCommand("[:SENSe]:VOLTage[:DC]:RANGe", [this](const QByteArray &argument) { setRange(argument); });
}

void Multimeter::addMeasurements()
{
    tree().addQuery("MEASure[:VOLTage][:DC]?", [this](const QByteArray &argument) {
        setRange(argument);
        return measurement();
    });
    tree().addQuery("READ?", [this](const QByteArray &) { return measurement(); });
    tree().addCommand("ABORt", [this](const QByteArray &) { m_reading.clear(); });
    tree().addCommand("INITiate[:IMMediate]", [this](const QByteArray &) { m_reading = measurement(); });
    tree().addQuery("FETCh?", [this](const QByteArray &) {
        if (m_reading.isNull())
            status().report(ScpiError::Conflict, "FETCH? before INITIATE");
        return m_reading;
    });
}

/// Takes the smallest range that holds the first value of `RANGE[,RESOLUTION]`; without a value, or DEF, the first one.
void Multimeter::setRange(const QByteArray &text)
{
    const QByteArray range = text.split(',').constFirst().trimmed().toUpper();
    if (range.isEmpty() || range == "DEF") {
        m_rangeVolt = firstRangeVolt;
        return;
    }
    const std::optional<double> volt = status().number(range);
    if (!volt)
        return;
    const auto fitting = std::find_if(rangesVolt.begin(), rangesVolt.end(), [&](double each) { return *volt <= each; });
    if (*volt < 0.0 || fitting == rangesVolt.end())
        status().report(ScpiError::Range, text);
    else
        m_rangeVolt = *fitting;
}

QByteArray Multimeter::measurement() { return scientific(m_model.measureVolt(), 8); }

} // namespace podium::app
