// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/bench.h"

#include "engine/model/interlock.h"
#include "engine/model/nearest.h"
#include "engine/model/poller.h"
#include "engine/model/shape.h"

#include <algorithm>

namespace podium::engine
{
Bench::Bench(Engine &engine, LockTable &locks)
    : m_engine(engine)
    , m_locks(locks)
    , m_interlocks(std::make_unique<InterlockSet>())
{
}

Bench::~Bench()
{
    m_leaving.clear();
    while (!m_devices.empty())
        m_devices.pop_back(); // children were added after their parents, whose locks they refer to
}

void Bench::requireFree(const DeviceId &id) const
{
    if (m_byId.contains(id))
        throw Error::refused(RefusalKind::Unknown, id,
                             QStringLiteral("There are two devices called %1; give one of them another id.").arg(id));
}

DeviceContext Bench::context(const DeviceId &id, const QString &title, const QString &group)
{
    requireFree(id); // before its locks are made
    auto *parent = find(parentDevice(id));
    return {m_engine, m_locks, id, title, group, parent ? &parent->lockable() : nullptr};
}

Device &Bench::add(std::unique_ptr<Device> device)
{
    requireFree(device->id());
    auto &added = *device;
    added.m_adjust = nullptr; // it refers to what made the device
    m_devices.push_back(std::move(device));
    enter(added);
    if (!m_isOpen)
        return added;
    m_interlocks->bind(*this);
    Q_EMIT deviceAdded(added);
    begin(added);
    return added;
}

void Bench::enter(Device &added)
{
    m_byId.insert(added.id(), &added);
    const auto numberParameters = [this, &added] {
        for (const auto &parameter : added.parameters()) {
            if (parameter->index() >= 0)
                continue;
            parameter->setIndex(m_freeIndices.empty() ? m_nextIndex++ : m_freeIndices.back());
            if (!m_freeIndices.empty())
                m_freeIndices.pop_back();
            m_parameters.push_back(parameter.get());
        }
    };
    numberParameters();
    QObject::connect(&added, &Device::parameterChanged, this, &Bench::parameterChanged);
    QObject::connect(&added, &Device::stateChanged, this, &Bench::deviceChanged);
    QObject::connect(&added, &Device::protectionChanged, this, &Bench::deviceChanged);
    QObject::connect(&added, &Device::moversChanged, this, &Bench::moversChanged);
    QObject::connect(&added, &Device::message, this, [=, this, &added](const QString &name, const QVariant &payload) {
        if (name == shape::parametersAdded) {
            numberParameters();
            m_interlocks->bind(*this);
        }
        Q_EMIT deviceMessage(added, name, payload);
    });
}

void Bench::begin(Device &device)
{
    device.open();
    m_polls.insert(&device, startPolling(device));
}

void Bench::removeBroken(const DeviceId &id)
{
    std::erase_if(m_broken, [&id](const BrokenDevice &broken) { return broken.id == id; });
}

void Bench::take(Device &device)
{
    const auto place = std::find_if(m_devices.begin(), m_devices.end(), [&](const auto &known) { return known.get() == &device; });
    m_leaving.push_back(std::move(*place));
    m_devices.erase(place);
    m_byId.remove(device.id());
    QObject::disconnect(&device, nullptr, this, nullptr);
    m_interlocks->bind(*this);
    Q_EMIT deviceLeft(device);
    std::erase_if(m_parameters, [&](const Parameter *parameter) { return &parameter->device() == &device; });
    for (const auto &parameter : device.parameters())
        if (parameter->index() >= 0)
            m_freeIndices.push_back(parameter->index());
}

void Bench::drop(Device &device)
{
    m_polls.remove(&device);
    std::erase_if(m_leaving, [&](const auto &known) { return known.get() == &device; });
}

void Bench::arrange(const QStringList &ids)
{
    const auto rank = [&ids](const DeviceId &id) {
        const auto place = ids.indexOf(id);
        return std::pair(place < 0 ? ids.size() : place, id); // "stage" stands before "stage/x"
    };
    std::sort(m_devices.begin(), m_devices.end(), [&](const auto &a, const auto &b) { return rank(a->id()) < rank(b->id()); });
    std::sort(m_broken.begin(), m_broken.end(), [&](const auto &a, const auto &b) { return rank(a.id) < rank(b.id); });
}

Parameter *Bench::find(const Address &address) const
{
    const auto *device = find(address.device);
    return device ? device->parameter(address.parameter) : nullptr;
}

Device &Bench::device(const DeviceId &id) const
{
    if (auto *found = find(id))
        return *found;
    for (const auto &broken : m_broken)
        if (broken.id == id)
            throw Error::refused(RefusalKind::Unknown, id, QStringLiteral("%1 could not be made: %2").arg(id, broken.problem));
    QStringList ids;
    for (const auto &known : m_devices)
        ids << known->id();
    throw Error::refused(RefusalKind::Unknown, id,
                         QStringLiteral("There is no device %1.%2").arg(id, didYouMean(id, ids)));
}

Parameter &Bench::parameter(const Address &address) const
{
    auto &owner = device(address.device);
    if (auto *found = owner.parameter(address.parameter))
        return *found;
    QStringList names;
    for (const auto &known : owner.parameters())
        names << known->spec().name;
    throw Error::refused(RefusalKind::Unknown, address.text(),
                         QStringLiteral("%1 has no parameter %2.%3")
                             .arg(address.device, address.parameter, didYouMean(address.parameter, names)));
}

void Bench::open()
{
    m_isOpen = true;
    for (const auto &device : m_devices)
        begin(*device);
    startStaleWatch(*this);
}

void Bench::close()
{
    for (const auto &device : m_devices)
        device->close();
}
} // namespace podium::engine
