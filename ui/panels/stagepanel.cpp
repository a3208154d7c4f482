// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stagepanel.h"

namespace podium::ui
{
StagePanel::StagePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent,
                       PresetStore *presets)
    : DevicePanel(views, client, device, parent, presets)
{
    for (const auto &axis : views.bench().devices)
        if (engine::parentDevice(axis.id) == device && !axis.motionParameter.isEmpty())
            addRow({axis.id, axis.motionParameter});
    alignRows();
}
} // namespace podium::ui
