// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indidevice.h"

#include "devices/links/linktext.h"
#include "engine/tasks/log.h"

#include <algorithm>

/// How an IndiDevice asks for what it wants to know.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration look = 5ms;
constexpr Duration answerLimit = 3s;
} // namespace

const IndiDevice::Place &IndiDevice::placeOf(const Parameter &parameter) const { return m_places.at(&parameter); }

IndiDevice::Property &IndiDevice::there(const QString &vector)
{
    const auto known = m_properties.find(vector);
    if (known == m_properties.end())
        fail(ErrorKind::Disconnected, tr("The server has not told of %1 of %2 yet.").arg(vector, id()));
    requireThere(known->second);
    return known->second;
}

void IndiDevice::requireThere(const Property &property) const
{
    if (m_connection->state() != LinkState::Up || !m_defined)
        fail(ErrorKind::Disconnected, tr("The link to %1 is not up: %2.").arg(id(), stateReason()));
    if (!property.exists)
        fail(ErrorKind::Disconnected,
             tr("The server has taken %1 of %2 back; is its hardware connected?").arg(property.vector.name, id()));
}

/// Asks for the definition of these, which is answered after everything sent before. Errors: Timeout naming the one that is
/// missing, Disconnected.
Op<void> IndiDevice::ask(std::vector<Property *> properties, Duration limit)
{
    std::vector<quint64> before;
    for (const auto *property : properties) {
        requireThere(*property);
        before.push_back(property->definitions);
        m_connection->send(indi::askFor(m_settings.device, property->vector.name), MessageClass::Read);
    }
    const auto begun = engine().now();
    for (std::size_t i = 0; i < properties.size();) {
        requireThere(*properties[i]);
        if (properties[i]->definitions != before[i]) {
            ++i;
            continue;
        }
        if (engine().now() - begun >= limit)
            fail(ErrorKind::Timeout, tr("%1 did not tell its %2 within %3; its driver may be busy, or hang.")
                                         .arg(id(), properties[i]->vector.name, inSeconds(limit)));
        co_await sleep(look);
    }
}

Value IndiDevice::valueOf(const Parameter &parameter) const
{
    if (parameter.reading().quality != Quality::Valid)
        fail(ErrorKind::Device, tr("%1 has no value: %2.").arg(parameter.address(), parameter.reading().reason));
    return parameter.reading().value;
}

Op<Value> IndiDevice::read(Parameter &parameter)
{
    std::vector<Property *> asked{placeOf(parameter).property};
    co_await ask(std::move(asked), answerLimit);
    co_return valueOf(parameter);
}

Op<void> IndiDevice::refresh(std::vector<Parameter *> due)
{
    std::vector<Property *> properties;
    for (const auto *parameter : due) {
        auto *property = placeOf(*parameter).property;
        if (property->exists && std::find(properties.begin(), properties.end(), property) == properties.end())
            properties.push_back(property);
    }
    try {
        co_await ask(std::move(properties), answerLimit);
    } catch (const Error &error) {
        if (error.kind() != ErrorKind::Timeout)
            co_return; // the loss has told itself
        log::write(log::Level::Warning, id(), error.message()); // what was pushed before still holds
    }
}
} // namespace podium::devices
