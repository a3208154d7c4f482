// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indidevice.h"

#include "devices/links/linktext.h"


#include <QScopeGuard>

#include <algorithm>
#include <cmath>

/// How an IndiDevice writes and moves.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;
using indi::Role;

namespace
{
constexpr Duration look = 5ms;
constexpr Duration lookAtMotion = 50ms;
constexpr Duration leastWriteLimit = 10s;
constexpr Duration mostWriteLimit = 300s;
constexpr Duration startPatience = 3s; // a driver may say that it is busy at its next round only
constexpr Duration askEvery = 2s;
constexpr Duration deafAfter = 60s;

Duration writeLimit(const indi::Vector &vector)
{
    const auto seconds = std::chrono::duration<double>(std::clamp(vector.timeout.value_or(0), 0.0, 300.0));
    return std::clamp(std::chrono::duration_cast<Duration>(seconds), leastWriteLimit, mostWriteLimit);
}

double numberOf(const Value &value)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    return quantity ? quantity->value() : std::nan("");
}
} // namespace

class IndiDevice::Motion
{
public:
    Motion(IndiDevice &device, const Property &property)
        : m_device(device)
        , m_vector(property.vector.name)
    {
        m_device.m_moving << m_vector;
        m_device.updateState();
    }
    ~Motion()
    {
        m_device.m_moving.removeOne(m_vector);
        m_device.updateState();
    }
    Motion(const Motion &) = delete;
    Motion &operator=(const Motion &) = delete;

private:
    IndiDevice &m_device;
    const QString m_vector;
};

QStringList IndiDevice::aborts() const
{
    QStringList names;
    for (const auto &[name, property] : m_properties)
        if (property.role == Role::Abort)
            names << name; // also what the server has forgotten: it may come to know it again
    return names.isEmpty() && !m_everDefined ? indi::abortsOf(m_settings.kind) : names;
}

/// The vector with this value; the other members of it keep what was asked of them last, else what they are.
indi::Vector IndiDevice::asked(const Property &property, const Parameter &parameter, const Value &value) const
{
    const auto &own = property.shown[placeOf(parameter).shown];
    auto wanted = property.vector;
    for (std::size_t i = 0; i < property.shown.size(); ++i) {
        const auto &other = *property.parameters[i];
        const auto &setpoint = other.setpoint();
        auto &member = wanted.members[property.shown[i].member];
        const auto &given = i == placeOf(parameter).shown ? value : setpoint;
        if (const auto *quantity = std::get_if<Quantity>(&given))
            member.number = quantity->value();
        else if (const auto *flag = std::get_if<bool>(&given))
            member.on = *flag;
        else if (const auto *text = std::get_if<QString>(&given); text && own.aspect == indi::Aspect::Member)
            member.text = *text;
    }
    if (own.aspect == indi::Aspect::Chosen)
        for (auto &member : wanted.members)
            member.on = Value(member.name) == value;
    return wanted;
}

indi::Vector IndiDevice::switchedOn(const Property &property, std::size_t index) const
{
    auto wanted = property.vector;
    for (std::size_t i = 0; i < wanted.members.size(); ++i)
        wanted.members[i].on = i == index;
    return wanted;
}

/// Sends a vector. Ends when it is no longer Busy; for what moves, when it was accepted. Errors: Device with what the server
/// says, Timeout, Disconnected.
Op<void> IndiDevice::tell(Property &property, indi::Vector wanted)
{
    requireThere(property);
    property.said = m_said;
    const auto definitions = property.definitions;
    const bool wasAlert = property.isAlert();
    const bool busyIsEnough = indi::isActive(property.role);
    const auto limit = writeLimit(property.vector);
    ++property.awaited;
    const auto end = qScopeGuard([&property] { --property.awaited; });
    m_connection->send(indi::newVector(wanted) + indi::askFor(m_settings.device, property.vector.name), MessageClass::Write);
    const auto begun = engine().now();
    for (;;) {
        requireThere(property);
        const bool isAnswered = property.definitions != definitions;
        if (property.isAlert() && (isAnswered || !wasAlert)) {
            const auto words = said(property.said);
            fail(ErrorKind::Device, words.isEmpty() ? tr("%1 does not accept this for %2; its server gives no reason.")
                                                          .arg(id(), property.vector.name)
                                                    : tr("%1 does not accept this for %2: %3.")
                                                          .arg(id(), property.vector.name, words));
        }
        if (isAnswered && (busyIsEnough || !property.isBusy()))
            co_return;
        if (engine().now() - begun >= limit)
            fail(ErrorKind::Timeout, (isAnswered ? tr("%1 is still busy with %2 after %3; it may end yet.")
                                                 : tr("%1 did not answer to %2 within %3; it may have been executed."))
                                         .arg(id(), property.vector.name, inSeconds(limit)));
        co_await sleep(look);
    }
}

Op<void> IndiDevice::write(Parameter &parameter, Value value)
{
    auto &property = *placeOf(parameter).property;
    const auto &shown = property.shown[placeOf(parameter).shown];
    const auto allowed = indi::limitsOf(property.vector.members[shown.member]);
    if (const auto *quantity = std::get_if<Quantity>(&value); quantity && !allowed.contains(quantity->value()))
        throw Error::refused(RefusalKind::DeviceLimit, parameter.address(),
                             tr("%1: %2 is outside of what the server allows now, %3.")
                                 .arg(parameter.address(), quantity->text(), allowed.text(parameter.spec().unit)));
    co_await tell(property, asked(property, parameter, value));
}

/// Ends when the vector is no longer Busy. Errors: Device when it went to Alert; Timeout when the server says nothing of it.
Op<void> IndiDevice::untilRest(Property &property, const QString &where)
{
    auto heard = engine().now();
    auto asked = heard;
    auto definitions = property.definitions;
    while (property.isBusy()) {
        requireThere(property);
        const auto now = engine().now();
        if (std::exchange(definitions, property.definitions) != property.definitions)
            heard = now;
        if (now - asked >= askEvery) {
            asked = now;
            m_connection->send(indi::askFor(m_settings.device, property.vector.name), MessageClass::Read);
        }
        if (now - heard >= deafAfter)
            fail(ErrorKind::Timeout, tr("%1 says nothing of %2 any more, and said last that it is busy.").arg(id(), where));
        co_await sleep(lookAtMotion);
    }
    requireThere(property);
    if (property.isAlert())
        fail(ErrorKind::Device, tr("The motion of %1 ended in an alert: %2.").arg(where, said(property.said)));
}

/// Many a driver refuses in words alone.
void IndiDevice::failElsewhere(const Property &property, const Parameter &parameter, double goal) const
{
    const auto &spec = parameter.spec();
    const auto words = said(property.said);
    fail(ErrorKind::Device,
         tr("%1 came to rest at %2, not at %3; %4")
             .arg(parameter.address(), valueText(parameter.reading().value, spec.decimals),
                  valueText(Quantity(goal, spec.unit), spec.decimals),
                  words.isEmpty() ? tr("look for a limit, or a stop at the device.") : tr("its server says: %1").arg(words)));
}

Op<void> IndiDevice::untilNear(Property &property, Parameter &parameter, double goal)
{
    const auto &spec = parameter.spec();
    const double begin = numberOf(parameter.reading().value);
    auto moved = engine().now();
    double last = begin;
    for (;;) {
        requireThere(property);
        const double at = numberOf(valueOf(parameter));
        const auto now = engine().now();
        if (std::abs(at - last) > spec.tolerance / 2 || property.isBusy())
            moved = now;
        if (moved == now)
            last = at;
        const auto where = valueText(parameter.reading().value, spec.decimals);
        report(goal == begin ? 1.0 : std::clamp((at - begin) / (goal - begin), 0.0, 1.0), where);
        if (property.isBusy())
            co_await untilRest(property, parameter.address());
        else if (std::abs(at - goal) <= spec.tolerance)
            co_return;
        else if (now - moved > startPatience)
            failElsewhere(property, parameter, goal);
        co_await sleep(lookAtMotion);
    }
}

Op<void> IndiDevice::settle(Parameter &parameter, Value target)
{
    auto &property = *placeOf(parameter).property;
    const Motion motion(*this, property);
    if (property.role == Role::Motion && parameter.spec().isReadable())
        co_await untilNear(property, parameter, numberOf(target));
    else
        co_await untilRest(property, parameter.address());
}

Op<Value> IndiDevice::execute(const CommandSpec &command, Arguments arguments)
{
    const auto action = m_actions.at(command.name);
    if (action.vector.isEmpty()) {
        m_alert.clear();
        updateState();
        co_return Value();
    }
    auto &property = there(action.vector);
    if (action.act == indi::Act::SaveBlob)
        co_return co_await save(property.vector.members[action.member], arguments.front());
    if (property.role == Role::Abort) {
        co_await sendAborts();
        co_return Value();
    }
    auto wanted = switchedOn(property, action.member);
    if (action.act == indi::Act::Move)
        for (std::size_t i = 0; i < wanted.members.size(); ++i)
            wanted.members[i].number = numberOf(arguments[static_cast<qsizetype>(i)]);
    if (!command.startsMotion) {
        co_await tell(property, std::move(wanted));
        co_return Value();
    }
    const Motion motion(*this, property);
    co_await tell(property, std::move(wanted));
    co_await untilRest(property, Address{id(), command.name}.text());
    for (const auto &[name, moved] : m_properties)
        for (auto *parameter : moved.parameters)
            if (moved.exists && moved.role == Role::Motion && parameter->reading().quality == Quality::Valid)
                arrived(*parameter);
    co_return Value();
}
} // namespace podium::devices
