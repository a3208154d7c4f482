// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/bench.h"

#include "engine/model/interlock.h"
#include "engine/model/nearest.h"
#include "engine/model/poller.h"
#include "engine/model/shape.h"

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
    m_byId.insert(added.id(), &added);
    const auto numberParameters = [this, &added] {
        for (const auto &parameter : added.parameters()) {
            if (parameter->index() >= 0)
                continue;
            parameter->setIndex(static_cast<int>(m_parameters.size()));
            m_parameters.push_back(parameter.get());
        }
    };
    numberParameters();
    QObject::connect(&added, &Device::parameterChanged, this, &Bench::parameterChanged);
    QObject::connect(&added, &Device::stateChanged, this, &Bench::deviceChanged);
    QObject::connect(&added, &Device::protectionChanged, this, &Bench::deviceChanged);
    QObject::connect(&added, &Device::moversChanged, this, &Bench::moversChanged);
    QObject::connect(&added, &Device::message, this, [=, this, &added](const QString &name, const QVariant &payload) {
        if (name == shape::parametersAdded)
            numberParameters();
        Q_EMIT deviceMessage(added, name, payload);
    });
    return added;
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
    for (const auto &device : m_devices) {
        device->open();
        startPolling(*device);
    }
    startStaleWatch(*this);
}

void Bench::close()
{
    for (const auto &device : m_devices)
        device->close();
}
} // namespace podium::engine
