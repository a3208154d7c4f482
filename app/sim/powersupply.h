// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/conditionregister.h"
#include "app/sim/siminstrument.h"
#include "devices/sim/supplymodel.h"

namespace podium::app
{

/// A power supply in the dialect of the Hewlett-Packard 6632B, described in app/sim/README.md.
/// Thread: one (the event loop of the process).
class PowerSupply : public SimInstrument
{
public:
    explicit PowerSupply(const devices::SimClock &clock);

    bool isStop(const QByteArray &unit) const override;
    bool isUrgent(const QByteArray &) const override { return false; }
    bool isVoidedBy(const QByteArray &, const QByteArray &) const override { return false; }

    /// What a meter on the terminals sees. Unit: volt.
    double terminalVolt() const { return m_model.terminalVolt(); }

private:
    void loseState() override;
    void addSettings();
    void addMeasurements();
    void addStatus();
    int operation() const;

    devices::SupplyModel m_model;
    ConditionRegister m_operation;
    ConditionRegister m_questionable;
};

} // namespace podium::app
