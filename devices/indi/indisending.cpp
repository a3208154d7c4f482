// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indiconnection.h"

#include "devices/links/linktext.h"
#include "devices/links/traffictext.h"

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
    note(TraceKind::Sent, messageClass, message);
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

void IndiConnection::sendStop(const QByteArray &message, const Written &written)
{
    if (m_open) {
        handOver(message, MessageClass::Stop);
        written(m_engine.now());
        return;
    }
    for (auto &stop : m_remembered) {
        if (stop.message != message)
            continue;
        stop.written.push_back(written);
        return;
    }
    m_remembered.push_back({message, {written}});
}

QStringList IndiConnection::recentTraffic() const
{
    return trafficLines(m_trace.last(toldMessages), m_engine.now());
}

void IndiConnection::note(TraceKind kind, MessageClass messageClass, const QByteArray &message)
{
    TraceEntry entry;
    entry.kind = kind;
    entry.messageClass = messageClass;
    entry.when = m_engine.now();
    Q_EMIT messageTraced(m_trace.add(std::move(entry), message));
}
} // namespace podium::devices
