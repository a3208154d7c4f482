// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelfactory.h"

#include "engine/model/family.h"
#include "ui/panels/detectorpanel.h"
#include "ui/panels/stagepanel.h"
#include "ui/panels/supplypanel.h"
#include "ui/panels/temperaturepanel.h"

#include <QHash>

namespace podium::ui
{
namespace family = engine::family;

namespace
{
using Maker = DevicePanel *(*)(engine::Views &, const engine::Client &, const engine::DeviceId &, QWidget *, PresetStore *);

template <class Panel>
DevicePanel *make(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent, PresetStore *presets)
{
    return new Panel(views, client, device, parent, presets);
}

/// One line per family that has a hand-made panel.
const QHash<QString, Maker> &makers()
{
    static const QHash<QString, Maker> known{
        {family::detector, make<DetectorPanel>},
        {family::powerSupply, make<SupplyPanel>},
        {family::stage, make<StagePanel>},
        {family::temperatureController, make<TemperaturePanel>},
    };
    return known;
}
} // namespace

bool hasHandMadePanel(const engine::DeviceDescription &device)
{
    const auto *known = family::find(device.family);
    return known && makers().contains(device.family) && known->lack(device.parameters, device.commands).isEmpty();
}

DevicePanel *makePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent,
                       PresetStore *presets)
{
    const auto &description = *views.bench().find(device);
    const auto maker = hasHandMadePanel(description) ? makers().value(description.family) : make<DevicePanel>;
    return maker(views, client, device, parent, presets);
}
} // namespace podium::ui
