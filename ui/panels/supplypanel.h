// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/familypanel.h"

namespace podium::ui
{
class ComputedValue;

/// The panel of a power supply: voltage and current large, the power that follows from them, what holds the output (voltage
/// or current) if the supply tells that, and the output's two buttons.
class SupplyPanel : public FamilyPanel
{
    Q_OBJECT

public:
    SupplyPanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
                PresetStore *presets = nullptr);

protected:
    QStringList lookAgain() override;

private:
    std::optional<double> watts() const;
    QString ramp() const;
    /// What the output is held at.
    QString regulation() const;

    ComputedValue *m_power;
};
} // namespace podium::ui
