// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indidevice.h"

#include "engine/model/quoted.h"
#include "engine/model/shape.h"
#include "engine/tasks/log.h"

#include <algorithm>

/// How an IndiDevice takes in what the server tells.
namespace podium::devices
{
using namespace engine;
using indi::Aspect;
using indi::Element;

namespace
{
constexpr std::size_t mostParameters = 3000;
constexpr std::size_t mostCommands = 1000;
constexpr qsizetype keptMessages = 8;
constexpr qsizetype longestMessage = 500;
} // namespace

void IndiDevice::take(const Element &element)
{
    const auto &from = element.vector;
    const bool isForAll = element.kind == Element::Kind::Message && from.device.isEmpty();
    if (from.device != m_settings.device && !isForAll)
        return;
    if (!from.message.isEmpty())
        noteMessage(from.message, from.timestamp);
    if (element.kind == Element::Kind::Define) {
        define(from);
    } else if (element.kind == Element::Kind::Set) {
        if (const auto known = m_properties.find(from.name); known != m_properties.end() && known->second.exists)
            update(known->second, from);
    } else if (element.kind == Element::Kind::Delete) {
        forget(from.name);
    }
}

void IndiDevice::noteMessage(const QString &text, const QString &time)
{
    ++m_said;
    m_messages << text.left(longestMessage);
    if (m_messages.size() > keptMessages)
        m_messages.removeFirst();
    Q_EMIT message(QStringLiteral("server"), QStringLiteral("%1 %2").arg(time, m_messages.back()).trimmed());
}

/// What the server has said since then, for the operator.
QString IndiDevice::said(quint64 since) const
{
    const auto count = std::min<qsizetype>(static_cast<qsizetype>(m_said - since), m_messages.size());
    return m_messages.last(count).join(QLatin1Char(' '));
}

void IndiDevice::define(const indi::Vector &vector)
{
    const bool isFirst = !std::exchange(m_defined, true);
    m_everDefined = true;
    auto known = m_properties.find(vector.name);
    auto *property = known == m_properties.end() ? addProperty(vector) : &known->second;
    if (property && property->vector.type != vector.type) {
        log::write(log::Level::Warning, id(),
                   tr("The server has defined %1 anew as something else; load the bench again to use it.").arg(quoted(vector.name)));
        property = nullptr;
    }
    const bool wasAway = property && !isHere(*property);
    if (property)
        property->isMissed = false;
    if (!m_ready)
        m_calm.start(m_hadAll && !missesAny() ? Duration::zero() : calm);
    if (property) {
        const bool isNew = !std::exchange(property->exists, true) || property->definitions == 0;
        if (wasAway)
            shapeChangesSoon();
        ++property->definitions;
        update(*property, vector);
        if (isNew && vector.type == indi::Type::Blob && m_settings.images)
            m_connection->send(indi::enableBlobs(m_settings.device, true), MessageClass::Read);
        if (isNew && m_ready)
            wantPictures(*property); // what came before it was away
        if (isNew)
            beginContact(*property);
    }
    if (isFirst)
        updateState();
}

IndiDevice::Property *IndiDevice::addProperty(const indi::Vector &vector)
{
    if (parameters().size() + vector.members.size() > mostParameters || commands().size() > mostCommands) {
        if (!std::exchange(m_full, true))
            log::write(log::Level::Warning, id(),
                       tr("The server defines more than %1 values or %2 commands; the rest is left out, from %3 on.")
                           .arg(QString::number(mostParameters), QString::number(mostCommands), quoted(vector.name)));
        return nullptr;
    }
    auto &property = m_properties[vector.name];
    property.vector = vector;
    property.role = indi::roleOf(vector.name);
    auto shape = indi::shapeOf(vector, m_settings.kind, m_names);
    property.shown = std::move(shape.parameters);
    for (std::size_t i = 0; i < property.shown.size(); ++i) {
        auto &parameter = addParameter(property.shown[i].spec);
        property.parameters.push_back(&parameter);
        m_places[&parameter] = {&property, i};
    }
    for (auto &command : shape.commands) {
        m_actions[command.spec.name] = {vector.name, command.act, command.member};
        addCommand(std::move(command.spec));
    }
    Q_EMIT message(shape::parametersAdded, {});
    shapeChangesSoon();
    return &property;
}

/// Takes over what stands in the vector. Members that were not defined are left out.
void IndiDevice::update(Property &property, const indi::Vector &vector)
{
    if (vector.type != property.vector.type)
        return;
    for (const auto &from : vector.members) {
        auto *member = property.vector.find(from.name);
        if (!member)
            continue;
        member->text = from.text;
        member->number = from.number;
        member->on = from.on;
        member->light = from.light;
        if (!from.blob.isEmpty()) {
            member->blob = from.blob;
            wantPictures(property, member);
        }
        takeLimits(property, from, static_cast<std::size_t>(member - property.vector.members.data()));
    }
    property.vector.timestamp = vector.timestamp;
    if (vector.timeout)
        property.vector.timeout = vector.timeout;
    store(property);
    takeState(property, vector);
}

/// A spec does not change: write() checks what is narrower now, and what is wider needs the bench to be loaded again.
void IndiDevice::takeLimits(Property &property, const indi::Member &from, std::size_t index)
{
    auto &member = property.vector.members[index];
    if (!from.low || (from.low == member.low && from.high == member.high))
        return;
    member.low = from.low;
    member.high = from.high;
    for (std::size_t i = 0; i < property.shown.size(); ++i) {
        const auto &spec = property.shown[i].spec;
        const auto allowed = indi::limitsOf(member);
        if (property.shown[i].member != index || Limits::narrower(spec.deviceLimits, allowed) == allowed)
            continue;
        log::write(log::Level::Warning, id(),
                   tr("The server has widened the limits of %1 to %2; load the bench again to use them.")
                       .arg(Address{id(), spec.name}.text(), allowed.text(spec.unit)));
    }
}

void IndiDevice::takeState(Property &property, const indi::Vector &vector)
{
    const auto before = property.vector.state;
    property.vector.state = vector.state ? vector.state : before;
    const bool reports = indi::isActive(property.role) || property.role == indi::Role::Connection;
    if (!reports)
        return;
    if (!property.isAlert()) {
        if (m_alert == property.vector.name)
            m_alert.clear();
    } else if (before != indi::State::Alert && property.definitions > 0 && property.awaited == 0) {
        const auto words = said(m_said - std::min<quint64>(m_said, 1));
        m_alert = property.vector.name;
        m_alertText = words.isEmpty() ? tr("The server reports an alert of %1.").arg(m_alert)
                                      : tr("The server reports an alert of %1: %2.").arg(m_alert, words);
    }
    updateState();
}

void IndiDevice::store(Property &property)
{
    for (std::size_t i = 0; i < property.shown.size(); ++i)
        if (property.shown[i].spec.isReadable())
            store(property, i);
}

void IndiDevice::store(const Property &property, std::size_t index)
{
    const auto &shown = property.shown[index];
    auto &parameter = *property.parameters[index];
    const auto &member = property.vector.members[shown.member];
    switch (shown.aspect) {
    case Aspect::Chosen: {
        const auto &members = property.vector.members;
        const auto on = std::find_if(members.begin(), members.end(), [](const indi::Member &each) { return each.on; });
        parameter.setReading(on == members.end() ? indi::noneOn() : on->name);
        return;
    }
    case Aspect::BlobImage:
    case Aspect::BlobSize:
        if (member.blob.isEmpty())
            parameter.setQuality(Quality::Lost, tr("nothing came yet"));
        return; // else once it is decoded
    case Aspect::BlobFormat:
    case Aspect::BlobTime:
        if (member.blob.isEmpty())
            parameter.setQuality(Quality::Lost, tr("nothing came yet"));
        else
            parameter.setReading(shown.aspect == Aspect::BlobFormat ? member.blob.format : property.vector.timestamp);
        return;
    case Aspect::Member:
        break;
    }
    switch (property.vector.type) {
    case indi::Type::Number:
        if (member.number)
            parameter.setReading(Quantity(*member.number, parameter.spec().unit));
        else
            parameter.setQuality(Quality::Invalid, tr("the server sent %1, which is no number").arg(quoted(member.text)));
        return;
    case indi::Type::Text:
        parameter.setReading(member.text);
        return;
    case indi::Type::Light:
        parameter.setReading(QString(indi::name(member.light)));
        return;
    case indi::Type::Switch:
        parameter.setReading(member.on);
        return;
    case indi::Type::Blob:
        return;
    }
}

void IndiDevice::lose(Property &property, const QString &why)
{
    ++property.pictures;
    property.isMissed = property.isMissed || property.exists;
    property.exists = false;
    if (m_alert == property.vector.name)
        m_alert.clear();
    for (auto *parameter : property.parameters)
        parameter->setQuality(Quality::Lost, why);
}

bool IndiDevice::has(const CommandSpec &command) const
{
    const auto action = m_actions.find(command.name);
    const auto known = action == m_actions.end() ? m_properties.end() : m_properties.find(action->second.vector);
    return known == m_properties.end() || isHere(known->second);
}

bool IndiDevice::missesAny() const
{
    return std::any_of(m_properties.begin(), m_properties.end(), [](const auto &each) { return each.second.isMissed; });
}

void IndiDevice::forget(const QString &vector)
{
    if (vector.isEmpty()) {
        forgetAll();
    } else if (const auto known = m_properties.find(vector); known != m_properties.end()) {
        lose(known->second, tr("the server has taken %1 back").arg(vector));
        known->second.isMissed = false;
        shapeChangesSoon();
    }
    updateState();
}

void IndiDevice::forgetAll()
{
    m_defined = false;
    m_ready = false;
    m_calm.stop();
    m_alert.clear();
    m_connectProblem.clear();
    m_undecoded.clear();
    for (auto &[name, property] : m_properties)
        lose(property, tr("the server has taken %1 back").arg(name));
}
} // namespace podium::devices
