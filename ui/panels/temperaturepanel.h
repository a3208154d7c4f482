// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/familypanel.h"

namespace podium::ui
{
class ComputedValue;
class LimitBar;

/// The panel of a temperature controller: the temperature large, how far it is from the setpoint, whether it heats, cools or
/// is there, and a bar with setpoint, limits and alarm limits.
class TemperaturePanel : public FamilyPanel
{
    Q_OBJECT

public:
    TemperaturePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
                     PresetStore *presets = nullptr);

protected:
    QStringList lookAgain() override;

private:
    /// Where the device says that it is to go, else what was asked of it.
    std::optional<engine::Quantity> wanted() const;
    /// How far above the setpoint it is. Unit: that of the temperature, as a difference.
    std::optional<double> difference() const;
    QString activity(std::optional<double> difference) const;

    engine::ParameterView &m_temperature;
    engine::ParameterView &m_setpoint;
    ComputedValue *m_difference;
    LimitBar *m_bar;
};
} // namespace podium::ui
