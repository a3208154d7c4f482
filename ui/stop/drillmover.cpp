// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/drillmover.h"

#include "ui/stop/stopdrill.h"

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
bool isMotion(const ParameterSpec &spec) { return spec.startsMotion && spec.isWritable() && spec.type == ParameterType::Quantity; }
} // namespace

std::optional<Quantity> DrillMover::farEnd() const
{
    const auto limits = position->effectiveLimits();
    if (!limits.low || !limits.high)
        return {};
    const auto *reading = std::get_if<Quantity>(&position->state().reading.value);
    const double here = (reading ? *reading : home).value();
    return Quantity(here - *limits.low > *limits.high - here ? *limits.low : *limits.high, position->spec().unit);
}

std::vector<DrillMover> drillMovers(Views &views)
{
    std::vector<DrillMover> movers;
    for (const auto &device : views.bench().devices) {
        const auto motion = std::find_if(device.parameters.begin(), device.parameters.end(), isMotion);
        if (device.canStop && motion != device.parameters.end())
            movers.push_back({views.parameter({device.id, motion->name}), views.device(device.id), {}});
    }
    return movers;
}

void StopDrill::findMovers()
{
    for (const auto &mover : m_movers) {
        mover.device->disconnect(this);
        mover.position->disconnect(this);
    }
    m_movers = m_views.bench().simulated ? drillMovers(m_views) : std::vector<DrillMover>();
    for (const auto &mover : m_movers) {
        connect(mover.device, &DeviceView::changed, this, &StopDrill::look);
        connect(mover.position, &ParameterView::changed, this, &StopDrill::look);
    }
}
} // namespace podium::ui
