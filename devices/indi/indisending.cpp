// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indiconnection.h"

#include "devices/links/linktext.h"
#include "devices/links/traffictext.h"

#include <algorithm>

/// How an IndiConnection sends, and keeps its trace.
namespace podium::devices
{
namespace
{
constexpr std::size_t toldMessages = 30;
} // namespace

void IndiConnection::handOver(const QByteArray &message, MessageClass messageClass)
{
    m_connection.channel().send(message);
    note(TraceKind::Sent, messageClass, message, deviceIn(message));
}

void IndiConnection::send(const QByteArray &message, MessageClass messageClass)
{
    if (m_state != LinkState::Up)
        throw engine::Error(engine::ErrorKind::Disconnected,
                            QStringLiteral("The link to %1 (%2) is not up (%3); %4 was not sent. Check the server and its cable, or "
                                           "connect now.")
                                .arg(m_name, address(), m_why, shown(message)),
                            m_name)
            .withTraffic(recentTraffic());
    Exchange exchange;
    exchange.message = message;
    exchange.messageClass = messageClass;
    if (auto *task = engine::currentTask()) {
        exchange.epoch = task->epoch();
        exchange.task = task->weak_from_this();
    }
    if (const auto refusal = heldBack(exchange, *m_engine.gate(), m_name)) {
        ++m_counters.heldBack;
        std::rethrow_exception(refusal);
    }
    if (!m_connection.channel().isDrained())
        throw engine::Error(engine::ErrorKind::Timeout,
                            QStringLiteral("The server at %1 takes no messages just now; %2 was not sent. Try again, or restart the "
                                           "server.")
                                .arg(address(), shown(message)),
                            m_name)
            .withTraffic(recentTraffic());
    handOver(message, messageClass);
}

void IndiConnection::sendStop(const QString &device, const QString &vector, const QByteArray &message, const Written &written)
{
    const auto known = std::find_if(m_stops.begin(), m_stops.end(), [&](const OpenStop &stop) {
        return stop.device == device && stop.vector == vector;
    });
    auto &stop = known == m_stops.end() ? m_stops.emplace_back(OpenStop{device, vector, {}, {}}) : *known;
    stop.message = message;
    if (m_open) {
        handOver(message, MessageClass::Stop);
        stop.sent = m_engine.now();
        written(m_engine.now());
        return;
    }
    stop.written.push_back(written);
    m_connection.hurry();
}

/// The first bytes of a connection.
bool IndiConnection::handOverStops()
{
    const auto now = m_engine.now();
    std::vector<Written> waiting;
    for (auto &stop : m_stops) {
        handOver(stop.message, MessageClass::Stop);
        stop.sent = now;
        for (auto &written : std::exchange(stop.written, {}))
            waiting.push_back(std::move(written));
    }
    for (const auto &written : waiting)
        written(now);
    return !m_stops.empty();
}

/// What a device tells of the vector after the stop comes from a driver that has seen the stop, unless that has gone meanwhile:
/// a driver that was restarted tells all by itself, and gets the stop again.
void IndiConnection::noteAnswer(const indi::Element &element)
{
    using Kind = indi::Element::Kind;
    for (auto stop = m_stops.begin(); stop != m_stops.end();) {
        const bool isOfDevice = stop->device == element.vector.device;
        const bool isOfVector = isOfDevice && stop->vector == element.vector.name;
        if (element.kind == Kind::Delete && stop->sent && (isOfVector || (isOfDevice && element.vector.name.isEmpty())))
            stop->isUnheard = true;
        if (element.kind != Kind::Define || !isOfVector) {
            ++stop;
        } else if (std::exchange(stop->isUnheard, false)) {
            handOver(stop->message, MessageClass::Stop);
            stop->sent = m_engine.now();
            ++stop;
        } else {
            stop = m_stops.erase(stop);
        }
    }
}

bool IndiConnection::isStopOpen(const QString &device, const QString &vector) const
{
    return std::any_of(m_stops.begin(), m_stops.end(),
                       [&](const OpenStop &stop) { return stop.device == device && stop.vector == vector; });
}

/// The connection has ended, so that nobody knows whether they arrived. A driver that was silent for long while it stood will
/// be no better in the next one.
void IndiConnection::loseStops()
{
    std::erase_if(m_stops, [this](const OpenStop &stop) { return stop.sent && m_engine.now() - *stop.sent >= stopMemory; });
    for (auto &stop : m_stops) {
        stop.sent.reset();
        stop.isUnheard = false;
    }
}

QStringList IndiConnection::recentTraffic() const
{
    return trafficLines(m_trace.last(toldMessages), m_engine.now());
}

/// Of the device that the message names, if it is one of ours.
engine::DeviceId IndiConnection::deviceIn(const QByteArray &message) const
{
    for (auto device = m_watched.begin(); device != m_watched.end(); ++device)
        if (message.contains(QStringLiteral(" device=\"%1\"").arg(device.key().toHtmlEscaped()).toUtf8()))
            return device->id;
    return {};
}

void IndiConnection::note(TraceKind kind, MessageClass messageClass, const QByteArray &message, const engine::DeviceId &device)
{
    TraceEntry entry;
    entry.kind = kind;
    entry.messageClass = messageClass;
    entry.when = m_engine.now();
    entry.device = device;
    const auto &stored = m_trace.add(std::move(entry), message);
    tellWatchers(stored);
    Q_EMIT messageTraced(stored);
}
} // namespace podium::devices
