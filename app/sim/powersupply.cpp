// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/powersupply.h"

namespace podium::app
{

namespace
{

enum OperationBit { ConstantVoltage = 256, ConstantCurrent = 1024 };
enum SummaryBit { QuestionableSummary = 8, OperationSummary = 128 };

} // namespace

PowerSupply::PowerSupply(const devices::SimClock &clock)
    : SimInstrument("HEWLETT-PACKARD,6632B,0,A.01.00", "+0,\"No error\"")
    , m_model(devices::SupplyConfig{}, clock)
    , m_operation([this] { return operation(); })
    , m_questionable([] { return 0; })
{
    addSettings();
    addMeasurements();
    addStatus();
}

bool PowerSupply::isStop(const QByteArray &unit) const
{
    static const QList<QByteArray> headers{"OUTP", "OUTPUT", "OUTP:STAT", "OUTPUT:STATE", "OUTP:STATE", "OUTPUT:STAT"};
    const QByteArray argument = ScpiTree::argument(unit).toUpper();
    return headers.contains(ScpiTree::header(unit)) && (argument == "OFF" || argument == "0");
}

void PowerSupply::loseState()
{
    m_model.powerCycle();
    m_operation.powerCycle();
    m_questionable.powerCycle();
}

void PowerSupply::addSettings()
{
    const QByteArray volt = "[:SOURce]:VOLTage[:LEVel][:IMMediate][:AMPLitude]";
    const QByteArray ampere = "[:SOURce]:CURRent[:LEVel][:IMMediate][:AMPLitude]";
    tree().addQuery(volt + '?', [this](const QByteArray &) { return scientific(m_model.setpointVolt()); });
    tree().addQuery(ampere + '?', [this](const QByteArray &) { return scientific(m_model.limitAmpere()); });
    tree().addCommand(volt, [this](const QByteArray &argument) {
        const std::optional<double> value = status().number(argument);
        if (value && !m_model.setSetpointVolt(*value))
            status().report(ScpiError::Range, argument);
        m_operation.update();
    });
    tree().addCommand(ampere, [this](const QByteArray &argument) {
        const std::optional<double> value = status().number(argument);
        if (value && !m_model.setLimitAmpere(*value))
            status().report(ScpiError::Range, argument);
        m_operation.update();
    });
    tree().addQuery("OUTPut[:STATe]?",
                    [this](const QByteArray &) { return QByteArray(m_model.isOutputOn() ? "1" : "0"); });
    tree().addCommand("OUTPut[:STATe]", [this](const QByteArray &argument) {
        if (const std::optional<bool> on = status().boolean(argument))
            m_model.setOutput(*on);
        m_operation.update();
    });
}

void PowerSupply::addMeasurements()
{
    tree().addQuery("MEASure[:SCALar]:VOLTage[:DC]?",
                    [this](const QByteArray &) { return scientific(m_model.terminalVolt()); });
    tree().addQuery("MEASure[:SCALar]:CURRent[:DC]?",
                    [this](const QByteArray &) { return scientific(m_model.terminalAmpere()); });
}

void PowerSupply::addStatus()
{
    m_operation.addTo(tree(), "STATus:OPERation", status());
    m_questionable.addTo(tree(), "STATus:QUEStionable", status());
    status().setSummary([this] {
        return (m_operation.hasEvents() ? OperationSummary : 0) |
               (m_questionable.hasEvents() ? QuestionableSummary : 0);
    });
    tree().addCommand("STATus:PRESet", [this](const QByteArray &) {
        m_operation.powerCycle();
        m_questionable.powerCycle();
    });
    tree().addCommand("SYSTem:REMote", [](const QByteArray &) {});
    tree().addCommand("SYSTem:LOCal", [](const QByteArray &) {});
    tree().addCommand("*RST", [this](const QByteArray &) { m_model.powerCycle(); });
    tree().addQuery("*OPC?", [](const QByteArray &) { return QByteArray("1"); });
}

int PowerSupply::operation() const
{
    if (!m_model.isOutputOn())
        return 0;
    return m_model.isCurrentLimited() ? ConstantCurrent : ConstantVoltage;
}

} // namespace podium::app
