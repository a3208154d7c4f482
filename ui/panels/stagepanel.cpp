// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stagepanel.h"

#include "ui/panels/parameterrow.h"

namespace podium::ui
{
StagePanel::StagePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent,
                       PresetStore *presets)
    : DevicePanel(views, client, device, parent, presets)
{
    addAxes();
    connect(&views, &engine::Views::benchChanged, this, &StagePanel::follow);
}

void StagePanel::addAxes()
{
    for (const auto &axis : views().bench().devices) {
        const engine::Address motion{axis.id, axis.motionParameter};
        if (engine::parentDevice(axis.id) == device() && !axis.motionParameter.isEmpty() && !row(motion.text()))
            addRow(motion);
    }
    alignRows();
}

void StagePanel::follow(const engine::BenchChange &change)
{
    if (change.isOver(device()))
        return;
    const auto rows = this->rows();
    for (auto *row : rows)
        if (change.isOver(engine::Address::parse(row->address())->device))
            removeRow(*row);
    addAxes();
}
} // namespace podium::ui
