// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/scpistatus.h"

#include <functional>

namespace podium::app
{

/// One of SCPI's condition registers (STATus:OPERation, STATus:QUEStionable): transitions of the condition become
/// events until they are read.
/// Thread: one.
class ConditionRegister
{
public:
    explicit ConditionRegister(std::function<int()> condition);

    /// Adds [:EVENt]?, :CONDition?, :ENABle, :PTRansition and :NTRansition below `node`. The tree must not outlive
    /// this.
    void addTo(ScpiTree &tree, const QByteArray &node, ScpiStatus &status);
    /// Notes the transitions since the last call.
    void update();
    /// Whether an enabled event has not been read yet.
    bool hasEvents();
    void powerCycle();

private:
    void addSetting(ScpiTree &tree, const QByteArray &header, int &value, ScpiStatus &status);

    std::function<int()> m_condition;
    int m_last = 0;
    int m_events = 0;
    int m_enabled = 0;
    int m_rising = 0;
    int m_falling = 0;
};

} // namespace podium::app
