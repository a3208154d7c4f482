// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/views.h"

#include "engine/model/toldlimits.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
template <class Spec>
bool haveSameNames(const std::vector<Spec> &one, const std::vector<Spec> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const Spec &each, const Spec &same) { return each.name == same.name; });
}

bool haveSameShape(const DeviceDescription &one, const DeviceDescription &other)
{
    return one.canStop == other.canStop && one.hasFastStop == other.hasFastStop && one.hasLink == other.hasLink
           && one.motionParameter == other.motionParameter && haveSameNames(one.parameters, other.parameters)
           && haveSameNames(one.commands, other.commands);
}
} // namespace

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

Limits ParameterView::effectiveLimits() const
{
    return Limits::narrower(Limits::narrower(m_spec.deviceLimits, m_told), m_state->softLimits);
}

void ParameterView::limitBy(ParameterView *lowest, ParameterView *highest)
{
    m_lowest = lowest;
    m_highest = highest;
    for (auto *limit : {m_lowest, m_highest})
        if (limit)
            connect(limit, &ParameterView::changed, this, &ParameterView::takeTold);
    takeTold();
}

/// The last value counts also while it is not valid: what was allowed is known, and the write is refused by itself.
void ParameterView::takeTold()
{
    const auto number = [this](const ParameterView *limit) {
        return limit ? toldlimits::numberOf(limit->state().reading.value, m_spec.unit) : std::nullopt;
    };
    const Limits told{number(m_lowest), number(m_highest)};
    if (std::exchange(m_told, told) != told)
        Q_EMIT changed();
}

void ParameterView::show()
{
    if (m_shown++ > 0)
        return;
    m_subscription.setActive(true);
    for (auto *limit : {m_lowest, m_highest})
        if (limit)
            limit->show();
}

void ParameterView::hide()
{
    Q_ASSERT(m_shown > 0);
    if (--m_shown > 0)
        return;
    m_subscription.setActive(false);
    for (auto *limit : {m_lowest, m_highest})
        if (limit)
            limit->hide();
}

void ParameterView::retire(const QString &reason)
{
    m_before = *m_state;
    m_before.reading.quality = Quality::Lost;
    m_before.reading.reason = reason;
    m_before.lock.reset();
    m_state = &m_before;
    m_subscription = {};
    Q_EMIT changed();
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

void DeviceView::retire(const QString &reason)
{
    m_subscription = {};
    m_gone = true;
    m_status = {};
    m_status.reason = reason;
    Q_EMIT changed();
}

void DeviceView::reshape(DeviceDescription description)
{
    m_description = std::move(description);
    Q_EMIT changed();
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
    auto *view = m_parameters[address] = new ParameterView(m_hub, address, *spec, this);
    if (spec->isWritable())
        view->limitBy(told(address.device, toldlimits::lowestName(address.parameter)), told(address.device, toldlimits::highestName(address.parameter)));
    return view;
}

/// What can be written is a setting, and limits nothing.
ParameterView *Views::told(const DeviceId &device, const QString &name)
{
    const auto *spec = m_bench->find(Address{device, name});
    return spec && !spec->isWritable() ? parameter({device, name}) : nullptr;
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

void Views::setBench(std::shared_ptr<const BenchDescription> bench, const QStringList &remade)
{
    const auto former = std::exchange(m_bench, std::move(bench));
    BenchChange change;
    for (const auto &device : former->devices)
        if (!m_bench->find(device.id))
            change.removed << device.id;
        else if (remade.contains(device.id))
            change.remade << device.id;
        else if (!haveSameShape(device, *m_bench->find(device.id)))
            change.reshaped << device.id;
    for (const auto &device : m_bench->devices)
        if (!former->find(device.id))
            change.added << device.id;
    std::vector<ParameterView *> parameters;
    std::erase_if(m_parameters, [&](const auto &known) {
        const bool isOver = change.isOver(known.first.device);
        if (isOver)
            parameters.push_back(known.second);
        return isOver;
    });
    std::vector<DeviceView *> devices;
    std::erase_if(m_devices, [&](const auto &known) {
        const bool isOver = change.isOver(known.first);
        if (isOver)
            devices.push_back(known.second);
        return isOver;
    });
    std::vector<ParameterView *> takenBack;
    std::erase_if(m_parameters, [&](const auto &known) {
        const bool isBack = change.reshaped.contains(known.first.device) && !m_bench->find(known.first);
        if (isBack)
            takenBack.push_back(known.second);
        return isBack;
    });
    const auto reason = tr("It has left the bench. Its panel can be closed; it comes back with its entry in the bench file.");
    for (auto *view : parameters)
        view->retire(reason);
    for (auto *view : takenBack)
        view->retire(tr("Its instrument has taken it back."));
    for (auto *view : devices)
        view->retire(reason);
    for (const auto &id : change.reshaped)
        if (const auto known = m_devices.find(id); known != m_devices.end())
            known->second->reshape(*m_bench->find(id));
    Q_EMIT benchChanged(change);
}
} // namespace podium::engine
