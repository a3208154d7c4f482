// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indicontent.h"
#include "devices/indi/indidevice.h"

#include "engine/model/quoted.h"

#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>

#include <cmath>

/// How an IndiDevice stops, and how it saves what came as a BLOB.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;
using indi::Role;

namespace
{
constexpr Duration look = 5ms;
constexpr Duration apart = 200ms;
constexpr Duration stillLimit = 1s;
constexpr Duration stopLimit = 30s;

indi::Vector abortVector(const QString &device, const QString &name)
{
    indi::Vector vector;
    vector.device = device;
    vector.name = name;
    vector.type = indi::Type::Switch;
    indi::Member abort;
    abort.name = QStringLiteral("ABORT");
    abort.on = true;
    vector.members = {abort};
    return vector;
}
} // namespace

Op<void> IndiDevice::stop() { co_await sendAborts(); }

/// All go at once, each with a question behind it, whose answer says that the driver has seen it.
Op<void> IndiDevice::sendAborts()
{
    const auto written = [self = QPointer<IndiDevice>(this)](TimePoint when) {
        if (self)
            self->markStopByte(when);
    };
    const auto before = m_said;
    std::map<QString, quint64> definitions;
    for (const auto &name : aborts()) {
        const auto known = m_properties.find(name);
        const bool isKnown = known != m_properties.end() && !known->second.vector.members.empty();
        const auto vector = isKnown ? switchedOn(known->second, 0) : abortVector(m_settings.device, name);
        definitions[name] = isKnown ? known->second.definitions : 0;
        m_connection->sendStop(m_settings.device, name, indi::newVector(vector) + indi::askFor(m_settings.device, name), written);
    }
    const auto begun = engine().now();
    for (const auto &[name, count] : definitions) {
        const auto isAnswered = [&, wanted = name, seen = count] {
            const auto known = m_properties.find(wanted);
            return known != m_properties.end() && known->second.exists && known->second.definitions != seen
                && !m_connection->isStopOpen(m_settings.device, wanted);
        };
        while (!isAnswered()) {
            if (engine().now() - begun >= stopLimit)
                fail(ErrorKind::Timeout, tr("%1 did not answer to %2; its driver may be busy, or hang.").arg(id(), name));
            co_await sleep(look);
        }
        if (m_properties.at(name).isAlert())
            fail(ErrorKind::Device, tr("%1 does not accept %2: %3.").arg(id(), name, said(before)));
    }
}

/// By its states, asked anew, and by two positions a moment apart: not every driver says that it is busy.
Op<std::optional<bool>> IndiDevice::isStill()
{
    std::vector<Property *> active;
    for (auto &[name, property] : m_properties) {
        if (!indi::isActive(property.role) || property.role == Role::Ramp)
            continue;
        if (property.isMissed)
            co_return false; // nobody knows yet
        if (property.exists)
            active.push_back(&property);
    }
    if (active.empty())
        co_return m_everDefined ? std::optional<bool>() : std::optional(false);
    std::vector<double> before;
    for (int round = 0; round < 2; ++round) {
        co_await ask(active, stillLimit);
        std::size_t place = 0;
        for (const auto *property : active) {
            if (property->isBusy())
                co_return false;
            if (property->role != Role::Motion)
                continue;
            for (const auto *parameter : property->parameters) {
                const auto *at = std::get_if<Quantity>(&parameter->reading().value);
                const double now = at ? at->value() : 0;
                if (round == 0)
                    before.push_back(now);
                else if (std::abs(now - before[place++]) > parameter->spec().tolerance)
                    co_return false;
            }
        }
        if (round == 0)
            co_await sleep(apart);
    }
    co_return true;
}

Op<Value> IndiDevice::save(const indi::Member &member, const Value &file)
{
    const auto path = std::get<QString>(file);
    const auto refuse = [&](const QString &why) {
        throw Error::refused(RefusalKind::Type, id(), tr("The file %1 is refused: %2.").arg(quoted(path), why));
    };
    if (member.blob.isEmpty())
        throw Error(ErrorKind::Device, tr("%1 has sent no image yet, so there is nothing to save.").arg(id()), id());
    if (!QFileInfo(path).isAbsolute())
        refuse(tr("give its whole path, from / on"));
    const auto problem = co_await m_writer.call([path, blob = member.blob] {
        if (QFileInfo::exists(path))
            return QStringLiteral("it exists already; give another name");
        const auto bytes = indi::decoded(blob);
        QSaveFile target(path);
        const bool isSaved = target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size() && target.commit();
        return isSaved ? QString() : target.errorString();
    });
    if (!problem.isEmpty())
        refuse(problem);
    co_return Value(path);
}
} // namespace podium::devices
