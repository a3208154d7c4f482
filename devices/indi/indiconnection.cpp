// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indiconnection.h"

#include "devices/indi/indielement.h"
#include "devices/links/linktext.h"
#include "engine/tasks/log.h"

#include <algorithm>

namespace podium::devices
{
using indi::Element;

namespace
{
constexpr qsizetype mostDevices = 200; // that a server may name
} // namespace

IndiConnection::IndiConnection(engine::Engine &engine, const QString &name, std::unique_ptr<Channel> channel,
                               const IndiPolicy &policy)
    : m_engine(engine)
    , m_name(name)
    , m_policy(policy)
    , m_connection(engine, *this, std::move(channel), policy.connectLimit,
                   Backoff(policy.backoffFirst, policy.backoffLast, policy.seed))
    , m_splitter(policy.caps)
    , m_trace(policy.traceLength)
    , m_beat(engine, [this] { beat(); })
    , m_intake(engine, [this] { takeIn(); })
    , m_why(QStringLiteral("not opened"))
{
    qRegisterMetaType<podium::devices::LinkState>();
    qRegisterMetaType<podium::devices::TraceEntry>();
    m_connection.channel().received = [this](QByteArrayView bytes) { receive(bytes); };
    m_connection.channel().drained = [] {}; // what the server did not take was refused
}

IndiConnection::~IndiConnection()
{
    const QSignalBlocker silent(this);
    m_connection.close();
}

void IndiConnection::open(const QString &device, const engine::DeviceId &id)
{
    auto &watched = m_watched[device];
    ++watched.times;
    watched.id = id;
    if (m_state == LinkState::Down)
        m_connection.reconnect(QStringLiteral("opened"));
    else if (m_open)
        askFor(device);
}

void IndiConnection::askFor(const QString &device)
{
    handOver(indi::askFor(device), MessageClass::Read);
    m_asked.insert(device, m_engine.now());
}

void IndiConnection::close(const QString &device)
{
    if (const auto watched = m_watched.find(device); watched != m_watched.end() && --watched->times == 0)
        m_watched.erase(watched);
    if (!m_watched.isEmpty())
        return;
    m_connection.close();
    m_open = false;
    ++m_session;
    m_beat.stop();
    loseStops();
    m_devices.clear();
    setState(LinkState::Down, QStringLiteral("closed"));
}

void IndiConnection::reconnect()
{
    const bool isFresh = m_state != LinkState::Backoff && m_engine.now() - m_begun < m_policy.quiet;
    if (m_state == LinkState::Down || isFresh)
        return;
    m_open = false;
    ++m_session;
    m_beat.stop();
    loseStops();
    m_connection.reconnect(QStringLiteral("asked to connect now"));
}

void IndiConnection::allowBlobs(qsizetype bytes)
{
    constexpr qsizetype frame = qsizetype(64) << 10;
    auto caps = m_splitter.caps();
    caps.blob = std::max(caps.blob, bytes / 3 * 4 + bytes / 16 + frame); // base64 in lines
    m_splitter.setCaps(caps);
}

void IndiConnection::connecting(const QString &why)
{
    m_begun = m_engine.now();
    m_devices.clear();
    setState(LinkState::Connecting, why);
}

void IndiConnection::connected()
{
    m_open = true;
    ++m_session;
    m_splitter.reset();
    m_asked.clear();
    m_heard = m_engine.now();
    m_askedAll = m_askedInDoubt = m_heard;
    m_doubts = 0;
    m_inDoubt = false;
    note(TraceKind::Connected, MessageClass::Read, {});
    const bool hasStopped = handOverStops();
    setState(LinkState::Identifying, QStringLiteral("connected; no INDI message came yet"));
    if (m_state != LinkState::Identifying)
        return;
    ask();
    // For all, not for ours: only so a server tells what it has instead of a device that it has not. But indiserver lets a client
    // that has named a device, as a stop does, hear of nothing that it has not named.
    if (!hasStopped)
        handOver(indi::askFor(), MessageClass::Read);
    for (auto device = m_watched.keyBegin(); hasStopped && device != m_watched.keyEnd(); ++device)
        askFor(*device);
}

void IndiConnection::lost(const QString &why)
{
    if (std::exchange(m_open, false))
        note(TraceKind::Lost, MessageClass::Read, why.toUtf8());
    ++m_session;
    m_beat.stop();
    m_devices.clear();
    ++m_counters.losses;
    loseStops();
}

void IndiConnection::waiting(const QString &why, engine::Duration retryIn)
{
    setState(LinkState::Backoff, QStringLiteral("%1; next attempt in %2").arg(why, inSeconds(retryIn)));
}

void IndiConnection::setState(LinkState state, const QString &why)
{
    if (m_state == state && m_why == why)
        return;
    m_state = state;
    m_why = why;
    Q_EMIT stateChanged(state, why);
}

void IndiConnection::receive(QByteArrayView bytes)
{
    m_arrived = bytes;
    if (m_engine.isDraining()) {
        takeIn();
        return;
    }
    // Begins a slice of the engine, ahead of every alarm, so that bytes beat a deadline of the same moment.
    m_intake.startFirst();
    m_engine.drain();
}

void IndiConnection::takeIn()
{
    if (!m_open)
        return;
    const auto session = m_session;
    m_heard = m_engine.now();
    m_waiting.reset();
    m_splitter.append(m_arrived);
    for (;;) {
        const auto xml = m_splitter.next();
        if (xml)
            take(*xml);
        if (session != m_session)
            return; // whoever was told has ended the connection
        if (xml)
            continue;
        const auto passed = m_splitter.takePassedOver();
        if (passed.isEmpty())
            break;
        ++m_counters.passedOver;
        note(TraceKind::Unfinished, MessageClass::Read, passed);
        Q_EMIT blobPassedOver(passed);
        if (session != m_session)
            return;
    }
    if (!m_splitter.fault().isEmpty())
        m_connection.fail(QStringLiteral("what %1 sends is not INDI: %2").arg(address(), m_splitter.fault()));
}

void IndiConnection::take(const QByteArray &xml)
{
    ++m_counters.received;
    Element element;
    try {
        if (m_splitter.isCutOff())
            throw engine::Error(engine::ErrorKind::Device, QStringLiteral("it is cut off"), m_name);
        element = indi::readElement(xml);
    } catch (const engine::Error &error) {
        note(TraceKind::Received, MessageClass::Read, xml);
        m_inDoubt = true;
        if (++m_counters.malformed == 1) // one line of the log; the trace has them all
            engine::log::write(engine::log::Level::Warning, m_name,
                               QStringLiteral("The server sent %1, which was left out: %2.").arg(shown(xml), error.message()));
        return;
    }
    note(TraceKind::Received, MessageClass::Read, xml, m_watched.value(element.vector.device).id);
    for (const auto *listener : m_listeners)
        listener->hear(element, xml);
    if (element.kind == Element::Kind::Unknown) {
        ++m_counters.unknown;
        m_inDoubt = true;
        return;
    }
    if (element.kind == Element::Kind::PingRequest) {
        handOver(indi::pingReply(element.uid), MessageClass::Read);
        return;
    }
    m_pings = m_pings || element.kind == Element::Kind::PingReply;
    noteAnswer(element);
    noteDevice(element);
    if (m_state == LinkState::Identifying) {
        const auto session = m_session;
        m_connection.confirm();
        setState(LinkState::Up, QStringLiteral("connected"));
        if (session != m_session)
            return;
    }
    Q_EMIT elementReceived(element);
}

void IndiConnection::noteDevice(const Element &element)
{
    const auto &device = element.vector.device;
    if (element.kind == Element::Kind::Define && !m_devices.contains(device) && m_devices.size() < mostDevices)
        m_devices << device;
    if (element.kind == Element::Kind::Delete && element.vector.name.isEmpty()) {
        m_devices.removeOne(device);
        m_asked.insert(device, m_engine.now());
    }
}

void IndiConnection::beat()
{
    const auto now = m_engine.now();
    if (m_waiting && now - *m_waiting >= patience()) {
        m_connection.fail(m_state == LinkState::Up
                              ? QStringLiteral("nothing came for %1").arg(inSeconds(now - m_heard))
                              : QStringLiteral("it answers nothing that is INDI within %1").arg(inSeconds(patience())));
        return;
    }
    askForMissing();
    askAgainInDoubt();
    if (!m_waiting && now - m_heard >= m_policy.quiet)
        ask();
    else
        m_beat.start(m_policy.quiet / 4);
}

/// For a sign of life. A server that knows no ping passes a question on to its drivers.
void IndiConnection::ask()
{
    m_waiting = m_engine.now();
    handOver(indi::pingRequest(QStringLiteral("podium")), MessageClass::Read);
    if (!m_pings && m_state == LinkState::Up)
        for (auto device = m_watched.keyBegin(); device != m_watched.keyEnd(); ++device)
            handOver(indi::askFor(*device, QStringLiteral("CONNECTION")), MessageClass::Read);
    m_beat.start(std::min(m_policy.quiet / 4, patience()));
}

void IndiConnection::askForMissing()
{
    const auto now = m_engine.now();
    for (auto device = m_watched.keyBegin(); device != m_watched.keyEnd(); ++device)
        if (!m_devices.contains(*device) && now - m_asked.value(*device, m_askedAll) >= m_policy.askAgain)
            askFor(*device);
}

/// A server tells a change once. One that always sends something that cannot be understood is asked ever more seldom.
void IndiConnection::askAgainInDoubt()
{
    if (!m_inDoubt || m_engine.now() - m_askedInDoubt < m_policy.askAgain * (1 << std::min(m_doubts, 5)))
        return;
    m_inDoubt = false;
    ++m_doubts;
    m_askedInDoubt = m_engine.now();
    for (auto device = m_watched.keyBegin(); device != m_watched.keyEnd(); ++device)
        askFor(*device);
}
} // namespace podium::devices
