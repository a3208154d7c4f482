// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusexchanger.h"

#include "devices/links/exchange.h"
#include "devices/links/linktext.h"
#include "devices/links/traffictext.h"

#include <algorithm>

/// How the exchanger takes replies, and what it says: its trace, and the errors that carry the end of it.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr std::size_t mostGivenUp = 64;
constexpr std::size_t toldMessages = 20;
constexpr Duration brokenFor = 50ms;

bool isGatewayProblem(int exception) { return exception == 10 || exception == 11; }
} // namespace

ModbusExchangePtr ModbusExchanger::asked(const ModbusFrame &frame) const
{
    if (m_address.isRtu)
        return !m_flight.empty() && m_flight.front()->unit == frame.unit ? m_flight.front() : nullptr;
    const auto found =
        std::find_if(m_flight.begin(), m_flight.end(), [&](const auto &exchange) { return exchange->id == frame.id; });
    return found == m_flight.end() ? nullptr : *found;
}

void ModbusExchanger::take(const ModbusFrame &frame)
{
    const auto exchange = asked(frame);
    if (!exchange) {
        stray(frame);
        return;
    }
    auto verdict = modbus::judged(exchange->pdu, frame.pdu);
    if (frame.unit != exchange->unit)
        verdict = {false, 0, QStringLiteral("unit %1 answers, not %2").arg(frame.unit).arg(exchange->unit)};
    if (!verdict.isAnswer && m_address.isRtu) { // without ids it may be the late answer to an earlier request
        exchange->rejected = verdict.why;
        stray(frame);
        return;
    }
    std::erase(m_flight, exchange);
    const bool wanted = static_cast<bool>(exchange->done);
    ++(wanted ? m_counters.replies : m_counters.late);
    note(wanted ? TraceKind::Received : TraceKind::Late, *exchange, frame.raw);
    m_lastFrame = frame.raw;
    const auto words = modbus::inWords(exchange->pdu);
    if (isGatewayProblem(verdict.exception)) {
        settle(exchange, error(ErrorKind::Timeout, *exchange,
                               QStringLiteral("%1 did not get %2: exception %3")
                                   .arg(exchange->who, words, modbus::exceptionText(verdict.exception))));
        m_host.unanswered(exchange->unit, QStringLiteral("the gateway does not reach it"));
        return;
    }
    m_host.heard(frame.unit);
    if (!verdict.isAnswer)
        settle(exchange, error(ErrorKind::Device, *exchange,
                               QStringLiteral("The reply of %1 to %2 is bad: %3").arg(exchange->who, words, verdict.why)));
    else if (verdict.exception != 0)
        settle(exchange, error(ErrorKind::Device, *exchange,
                               QStringLiteral("%1 refuses %2: exception %3")
                                   .arg(exchange->who, words, modbus::exceptionText(verdict.exception))));
    else
        settle(exchange, nullptr, frame.pdu);
}

void ModbusExchanger::stray(const ModbusFrame &frame)
{
    const bool isLate = m_address.isRtu ? m_lanes.contains(frame.unit)
                                        : std::find(m_givenUp.begin(), m_givenUp.end(), frame.id) != m_givenUp.end();
    const bool isDuplicate = frame.raw == m_lastFrame;
    ++(isDuplicate ? m_counters.duplicates : isLate ? m_counters.late : m_counters.unsolicited);
    note(isDuplicate ? TraceKind::Duplicate : isLate ? TraceKind::Late : TraceKind::Unsolicited, MessageClass::Read, frame.raw);
}

void ModbusExchanger::spoil()
{
    const auto why = m_framer->fault();
    ++m_counters.malformed;
    note(TraceKind::Unfinished, m_flight.empty() ? MessageClass::Read : m_flight.front()->messageClass, m_framer->partial());
    m_framer->reset();
    const auto front = m_flight.empty() ? nullptr : m_flight.front();
    if (front) {
        m_flight.pop_front();
        settle(front, error(ErrorKind::Device, *front,
                            QStringLiteral("The reply of %1 to %2 is bad: %3")
                                .arg(front->who, modbus::inWords(front->pdu), why)));
    }
    if (!m_address.isRtu) {
        m_host.broken(why);
        return;
    }
    m_freeAt = m_noiseUntil = m_engine.now() + brokenFor;
    if (front)
        m_host.unanswered(front->unit, why);
}

void ModbusExchanger::deadlinePassed()
{
    const auto now = m_engine.now();
    std::vector<ModbusExchangePtr> expired;
    for (const auto &exchange : m_flight)
        if (exchange->deadline <= now)
            expired.push_back(exchange);
    for (const auto &exchange : expired)
        giveUp(exchange);
    if (!m_flight.empty()) {
        auto earliest = m_flight.front()->deadline;
        for (const auto &exchange : m_flight)
            earliest = std::min(earliest, exchange->deadline);
        m_deadline.startBy(earliest);
    }
    pump();
}

void ModbusExchanger::giveUp(const ModbusExchangePtr &exchange)
{
    if (std::erase(m_flight, exchange) == 0)
        return; // whoever was told of another has ended it
    if (m_address.isRtu && !m_framer->partial().isEmpty()) {
        note(TraceKind::Unfinished, exchange->messageClass, m_framer->partial());
        m_framer->reset();
    }
    note(TraceKind::TimedOut, *exchange, exchange->frame);
    m_givenUp.push_back(exchange->id);
    if (m_givenUp.size() > mostGivenUp)
        m_givenUp.pop_front();
    const bool wanted = static_cast<bool>(exchange->done);
    if (wanted)
        ++m_counters.timeouts;
    settle(exchange, timedOut(*exchange));
    if (wanted || m_address.isRtu) // with ids nobody needs to know where an unwanted reply went
        m_host.unanswered(exchange->unit, QStringLiteral("it did not answer %1").arg(modbus::inWords(exchange->pdu)));
}

void ModbusExchanger::settle(const ModbusExchangePtr &exchange, std::exception_ptr error, QByteArray reply)
{
    if (const auto done = std::exchange(exchange->done, {}))
        done({exchange->written, std::move(reply), std::move(error)});
}

std::exception_ptr ModbusExchanger::heldBack(const ModbusExchange &exchange) const
{
    Exchange gated;
    gated.message = modbus::inWords(exchange.pdu).toLatin1();
    gated.messageClass = exchange.messageClass;
    gated.task = exchange.task;
    gated.epoch = exchange.epoch;
    return devices::heldBack(gated, *m_engine.gate(), exchange.who);
}

std::exception_ptr ModbusExchanger::error(ErrorKind kind, const ModbusExchange &exchange, const QString &text) const
{
    return std::make_exception_ptr(Error(kind, text + QLatin1Char('.'), exchange.who).withTraffic(recentTraffic()));
}

std::exception_ptr ModbusExchanger::timedOut(const ModbusExchange &exchange) const
{
    auto text = QStringLiteral("%1 did not answer %2 within %3")
                    .arg(exchange.who, modbus::inWords(exchange.pdu), inSeconds(exchange.limit));
    if (!exchange.rejected.isEmpty())
        text += QStringLiteral(", or not rightly: %1").arg(exchange.rejected);
    if (exchange.messageClass != MessageClass::Read)
        text += QStringLiteral("; it may have been executed");
    return error(ErrorKind::Timeout, exchange, text);
}

std::exception_ptr ModbusExchanger::lost(const ModbusExchange &exchange, const QString &why) const
{
    const auto text = exchange.written
                          ? QStringLiteral("The link to %1 was lost (%2) before %3 was answered; it may have been executed")
                          : QStringLiteral("The link to %1 was lost (%2); %3 was not sent");
    return error(ErrorKind::Disconnected, exchange, text.arg(exchange.who, why, modbus::inWords(exchange.pdu)));
}

QStringList ModbusExchanger::recentTraffic() const { return trafficLines(m_trace.last(toldMessages), m_engine.now()); }

void ModbusExchanger::note(TraceKind kind, MessageClass messageClass, const QByteArray &frame)
{
    store({0, kind, messageClass, m_engine.now(), {}, 0, {}, {}}, frame);
}

void ModbusExchanger::note(TraceKind kind, const ModbusExchange &exchange, const QByteArray &frame)
{
    const auto now = m_engine.now();
    const auto took = kind == TraceKind::Sent ? std::optional<Duration>() : now - *exchange.written;
    store({0, kind, exchange.messageClass, now, took, 0, {}, {}, exchange.device}, frame);
}

void ModbusExchanger::store(TraceEntry entry, const QByteArray &frame)
{
    const auto &stored = m_trace.add(std::move(entry), frame);
    if (m_host.isWatched())
        m_untold.push_back(stored);
}

void ModbusExchanger::tellTraced()
{
    while (!m_untold.empty()) {
        const auto entry = std::move(m_untold.front());
        m_untold.pop_front();
        m_host.traced(entry);
    }
}
} // namespace podium::devices
