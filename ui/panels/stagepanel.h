// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/devicepanel.h"

namespace podium::ui
{
/// The panel of a stage: the motion of each axis below it, one under the other. Stopping it stops them all.
class StagePanel : public DevicePanel
{
    Q_OBJECT

public:
    StagePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
               PresetStore *presets = nullptr);

private:
    void addAxes();
    /// Rows of axes that stay are not touched.
    void follow(const engine::BenchChange &change);
};
} // namespace podium::ui
