// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusexchanger.h"

#include <algorithm>

namespace podium::devices
{
using namespace std::chrono_literals;

namespace
{
constexpr std::size_t traceLength = 500;
constexpr engine::Duration lateReply = 200ms;    // how long a reply that nobody wants is awaited
constexpr engine::Duration stopPatience = 50ms;  // serial line: until a stop does not wait for a reply that has not begun
constexpr engine::Duration broken = 50ms;        // serial line: a silence that ends whatever there was
constexpr engine::Duration longestStopWait = 250ms; // on a line that never falls silent
} // namespace

ModbusExchanger::ModbusExchanger(engine::Engine &engine, Host &host, const ModbusAddress &address)
    : m_engine(engine)
    , m_host(host)
    , m_address(address)
    , m_trace(traceLength)
    , m_deadline(engine, [this] { deadlinePassed(); })
    , m_line(engine, [this] { pump(); })
{
    if (address.isRtu)
        m_framer = std::make_unique<RtuFramer>();
    else
        m_framer = std::make_unique<MbapFramer>();
}

void ModbusExchanger::submit(const ModbusExchangePtr &exchange)
{
    exchange->submitted = m_engine.now();
    if (exchange->messageClass == MessageClass::Stop)
        m_stops.push_back(exchange);
    else
        m_lanes[exchange->unit].queue.push_back(exchange);
    pump();
}

void ModbusExchanger::submitOwn(const ModbusExchangePtr &exchange)
{
    exchange->submitted = m_engine.now();
    m_lanes[exchange->unit].own.push_back(exchange);
    pump();
}

void ModbusExchanger::abandon(const ModbusExchangePtr &exchange)
{
    exchange->done = {};
    for (auto &[unit, lane] : m_lanes) {
        std::erase(lane.queue, exchange);
        std::erase(lane.own, exchange);
    }
    if (std::find(m_flight.begin(), m_flight.end(), exchange) == m_flight.end())
        return;
    exchange->deadline = std::min(exchange->deadline, m_engine.now() + lateReply);
    m_deadline.startBy(exchange->deadline);
}

void ModbusExchanger::pump()
{
    while (m_open && !m_stops.empty() && mayStop(*m_stops.front())) {
        const auto stop = m_stops.front();
        m_stops.pop_front();
        write(stop);
    }
    while (m_open && !m_reading && m_stops.empty() && m_flight.empty() && isLineFree() && m_host.isDrained()) {
        const auto next = takeNext();
        if (!next)
            break;
        if (const auto refusal = heldBack(*next)) {
            ++m_counters.heldBack;
            settle(next, refusal);
        } else {
            write(next);
        }
    }
    tellTraced();
}

void ModbusExchanger::hurry()
{
    if (!m_open || m_stops.empty())
        return;
    const auto stop = m_stops.front();
    m_stops.pop_front();
    write(stop);
}

bool ModbusExchanger::mayStop(const ModbusExchange &stop)
{
    if (!m_address.isRtu)
        return true;
    const auto now = m_engine.now();
    if (now >= stop.submitted + longestStopWait && m_flight.empty())
        return true;
    if (!m_flight.empty()) {
        const auto &front = *m_flight.front();
        auto due = *front.written + m_address.onTheLine(front.frame.size()) + stopPatience;
        if (!m_framer->partial().isEmpty())
            due = m_heard + broken; // the reply is coming in
        due = std::min(due, std::max(*front.written, stop.submitted) + longestStopWait);
        if (now < due) {
            m_line.startBy(due);
            return false;
        }
        cutShort();
    }
    return m_open && isLineFree();
}

bool ModbusExchanger::isLineFree()
{
    if (!m_address.isRtu || m_engine.now() >= m_freeAt)
        return true;
    m_line.startBy(m_freeAt);
    return false;
}

void ModbusExchanger::cutShort()
{
    const auto front = m_flight.front();
    m_flight.pop_front();
    ++m_counters.cutShort;
    if (!m_framer->partial().isEmpty())
        note(TraceKind::Unfinished, front->messageClass, m_framer->partial());
    m_framer->reset();
    note(TraceKind::TimedOut, *front, front->frame);
    const auto text = QStringLiteral("%1 had not answered %2 when a stop had to be sent; the wait for it was cut short")
                          .arg(front->who, modbus::inWords(front->pdu));
    settle(front, error(engine::ErrorKind::Timeout, *front, text));
    m_host.unanswered(front->unit, QStringLiteral("a stop cut its reply short"));
}

ModbusExchangePtr ModbusExchanger::takeNext()
{
    const auto take = [this](auto lane) -> ModbusExchangePtr {
        auto &[unit, waiting] = *lane;
        auto &queue = waiting.own.empty() ? waiting.queue : waiting.own;
        if (queue.empty() || (waiting.held && waiting.own.empty()))
            return {};
        const auto next = queue.front();
        queue.pop_front();
        m_lastUnit = unit;
        return next;
    };
    const auto begin = m_lanes.upper_bound(m_lastUnit);
    for (auto lane = begin; lane != m_lanes.end(); ++lane)
        if (auto next = take(lane))
            return next;
    for (auto lane = m_lanes.begin(); lane != begin; ++lane)
        if (auto next = take(lane))
            return next;
    return {};
}

void ModbusExchanger::write(const ModbusExchangePtr &exchange)
{
    const auto now = m_engine.now();
    if (m_address.isRtu && !m_framer->partial().isEmpty()) { // it came before the question, so it is no answer
        note(TraceKind::Unfinished, exchange->messageClass, m_framer->partial());
        m_framer->reset();
    }
    exchange->id = ++m_lastId;
    exchange->written = now;
    const auto frame = exchange->frame = m_framer->framed({exchange->id, exchange->unit, exchange->pdu, {}});
    m_freeAt = now + m_address.onTheLine(frame.size()) + m_address.silence();
    exchange->deadline = now + m_address.onTheLine(frame.size()) + exchange->limit;
    m_flight.push_back(exchange);
    m_deadline.startBy(exchange->deadline);
    ++m_counters.sent;
    m_host.handOver(frame);
    note(TraceKind::Sent, *exchange, frame);
}

void ModbusExchanger::opened()
{
    m_open = true;
    ++m_stream;
    m_framer->reset();
    m_lastFrame.clear();
    m_freeAt = m_noiseUntil = {};
    note(TraceKind::Connected, MessageClass::Read, {});
    pump(); // remembered stops go first
}

void ModbusExchanger::closed(const QString &why)
{
    if (std::exchange(m_open, false))
        note(TraceKind::Lost, MessageClass::Read, why.toUtf8());
    ++m_stream;
    m_deadline.stop();
    m_line.stop();
    for (const auto &exchange : std::exchange(m_flight, {}))
        settle(exchange, lost(*exchange, why));
    std::erase_if(m_stops, [](const auto &stop) { return stop->isLast; });
    tellTraced();
}

void ModbusExchanger::setHeld(quint8 unit, bool held)
{
    m_lanes[unit].held = held;
    if (!held)
        pump();
}

void ModbusExchanger::fail(quint8 unit, const QString &why, bool stopsToo)
{
    auto &lane = m_lanes[unit];
    auto failed = std::exchange(lane.own, {});
    for (const auto &exchange : std::exchange(lane.queue, {}))
        failed.push_back(exchange);
    if (stopsToo)
        for (const auto &stop : std::exchange(m_stops, {}))
            (stop->unit == unit ? failed : m_stops).push_back(stop);
    for (const auto &exchange : failed)
        settle(exchange, lost(*exchange, why));
}

bool ModbusExchanger::isIdle(quint8 unit) const
{
    const auto lane = m_lanes.find(unit);
    const auto isIts = [unit](const ModbusExchangePtr &exchange) { return exchange->unit == unit; };
    return std::none_of(m_flight.begin(), m_flight.end(), isIts) && (lane == m_lanes.end() || (lane->second.queue.empty() && lane->second.own.empty()));
}

void ModbusExchanger::received(QByteArrayView bytes)
{
    if (!m_open)
        return;
    const auto now = m_engine.now();
    const auto stream = m_stream;
    m_heard = now;
    m_freeAt = std::max(m_freeAt, now + m_address.silence());
    if (now < m_noiseUntil) {
        m_freeAt = m_noiseUntil = now + broken;
        note(TraceKind::Unsolicited, MessageClass::Read, bytes.toByteArray());
    } else {
        m_framer->append(bytes.toByteArray());
        m_reading = true; // what came before a question does not answer it
        while (const auto frame = stream == m_stream ? m_framer->next() : std::nullopt)
            take(*frame);
        m_reading = false;
        if (stream == m_stream && !m_framer->fault().isEmpty())
            spoil();
    }
    pump();
}
} // namespace podium::devices
