// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/views.h"

namespace podium::engine
{
ParameterView::ParameterView(Hub &hub, const Address &address, ParameterSpec spec, QObject *parent)
    : QObject(parent)
    , m_address(address)
    , m_spec(std::move(spec))
{
    m_before.softLimits = m_spec.softLimits;
    m_before.alarmLimits = m_spec.alarmLimits;
    m_subscription = hub.subscribe(m_address, this, [this](const ParameterState &state) {
        m_state = &state;
        Q_EMIT changed();
    });
    m_subscription.setActive(false);
}

void ParameterView::show()
{
    if (m_shown++ == 0)
        m_subscription.setActive(true);
}

void ParameterView::hide()
{
    Q_ASSERT(m_shown > 0);
    if (--m_shown == 0)
        m_subscription.setActive(false);
}

DeviceView::DeviceView(Hub &hub, DeviceDescription description, QObject *parent)
    : QObject(parent)
    , m_description(std::move(description))
{
    m_status.reason = m_description.problem;
    if (!m_description.problem.isEmpty())
        return; // there is no device behind it
    m_subscription = hub.subscribeDevice(m_description.id, this, [this](const DeviceStatus &status) {
        m_status = status;
        Q_EMIT changed();
    });
}

Views::Views(Hub &hub, std::shared_ptr<const BenchDescription> bench, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
    , m_bench(std::move(bench))
{
}

ParameterView *Views::parameter(const Address &address)
{
    const auto found = m_parameters.find(address);
    if (found != m_parameters.end())
        return found->second;
    const auto *spec = m_bench->find(address);
    if (!spec)
        return nullptr;
    return m_parameters[address] = new ParameterView(m_hub, address, *spec, this);
}

DeviceView *Views::device(const DeviceId &id)
{
    const auto found = m_devices.find(id);
    if (found != m_devices.end())
        return found->second;
    const auto *description = m_bench->find(id);
    if (!description)
        return nullptr;
    return m_devices[id] = new DeviceView(m_hub, *description, this);
}
} // namespace podium::engine
