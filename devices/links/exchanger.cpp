// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchanger.h"

#include "devices/links/linktext.h"

#include <algorithm>

namespace podium::devices
{
namespace
{
std::optional<engine::Duration> since(const std::optional<engine::TimePoint> &written, engine::TimePoint now)
{
    return written ? std::optional(now - *written) : std::nullopt;
}
} // namespace

Exchanger::Exchanger(engine::Engine &engine, Host &host, const LinkPolicy &policy, const QString &linkName)
    : m_engine(engine)
    , m_host(host)
    , m_policy(policy)
    , m_linkName(linkName)
    , m_framer(policy.framing)
    , m_trace(policy.traceLength)
    , m_deadline(engine, [this] { deadlinePassed(); })
{
}

void Exchanger::submit(const ExchangePtr &exchange)
{
    if (exchange->messageClass != MessageClass::Stop) {
        m_queue.push_back(exchange);
        pump();
    } else if (m_open) {
        write(exchange);
    } else {
        m_remembered.push_back(exchange);
    }
}

void Exchanger::write(const ExchangePtr &exchange)
{
    const Change change(*this);
    if (m_host.isBus() && !makeWay(exchange))
        return;
    if (!m_up) {
        if (exchange->messageClass == MessageClass::Stop && (!m_anew || m_host.isBus())) {
            doubt(*exchange);
        } else if (!m_anew) { // ahead of each question who it is
            const bool isDiscarding = std::exchange(m_discarding, true); // what answers a stop is not awaited
            for (const auto &stop : std::vector(m_unheard))
                write(stop);
            m_discarding = isDiscarding;
        }
    }
    m_host.handOver(exchange->message, exchange->messageClass);
    ++m_counters.sent;
    const bool isHeld = m_host.isHeldBack();
    if (isHeld)
        m_held.push_back(exchange);
    else
        leave(exchange);
    if (exchange->replies == 0 || m_discarding) {
        exchange->discarded = exchange->replies > 0;
        if (exchange->discarded && looksLikeIdentity(*exchange))
            m_owed += exchange->replies;
        if (!isHeld)
            settle(exchange, nullptr);
        return;
    }
    cutQuietOne();
    if (m_inFlight.empty())
        m_dropLine = m_framer.hasPartial();
    m_inFlight.push_back(exchange);
    if (!isHeld)
        m_deadline.startBy(exchange->deadline);
}

void Exchanger::leave(const ExchangePtr &exchange)
{
    m_lastActive = m_engine.now();
    exchange->written = m_lastActive;
    exchange->deadline = m_lastActive + exchange->limit;
    note(TraceKind::Sent, exchange->messageClass, exchange->message, std::nullopt, exchange.get());
}

void Exchanger::pump()
{
    while (m_open && !m_reading && m_inFlight.empty() && takeTurn()) {
    }
    while (m_up && !m_reading && m_inFlight.empty() && !m_queue.empty() && m_host.isDrained()) {
        const auto exchange = std::move(m_queue.front());
        m_queue.pop_front();
        const auto refusal = heldBack(*exchange, *m_engine.gate(), m_linkName);
        if (refusal) {
            ++m_counters.heldBack;
            settle(exchange, refusal);
        } else {
            write(exchange);
        }
    }
}

void Exchanger::abandon(const ExchangePtr &exchange)
{
    exchange->done = {};
    std::erase(m_queue, exchange);
    std::erase(m_turns, exchange);
    if (m_inFlight.empty() || m_inFlight.front() != exchange)
        return; // remembered, or its turn to wait comes when it is in front
    exchange->deadline = std::min(exchange->deadline, m_engine.now() + m_policy.lateReply);
    m_deadline.startBy(exchange->deadline);
}

bool Exchanger::isInFlight(const QByteArray &message) const
{
    return std::any_of(m_inFlight.begin(), m_inFlight.end(), [&](const auto &exchange) { return exchange->message == message; });
}

void Exchanger::received(QByteArrayView bytes)
{
    const Change change(*this);
    if (!m_open)
        return;
    m_lastActive = m_engine.now();
    const auto stream = m_stream;
    m_framer.append(bytes);
    m_reading = true; // what came before a question does not answer it
    while (const auto line = stream == m_stream ? m_framer.next() : std::nullopt) {
        m_lineCame = true;
        handleLine(*line);
    }
    m_reading = false;
    if (stream == m_stream && !m_framer.fault().isEmpty()) {
        if (m_discarding)
            dropPartial();
        else
            spoil(QString(m_framer.fault()));
    }
    pump();
}

void Exchanger::handleLine(const QByteArray &line)
{
    if (m_discarding && !isEvent(line)) {
        discard(line);
        return;
    }
    const bool begunBefore = std::exchange(m_dropLine, false);
    if (m_inFlight.empty() || begunBefore || isEvent(line)) {
        stray(line, MessageClass::Read);
        return;
    }
    auto &front = *m_inFlight.front();
    if (front.lines == 0 && !front.shape.accepts(line)) {
        front.rejected = line;
        stray(line, front.messageClass);
        return;
    }
    answer(line);
}

bool Exchanger::isEvent(const QByteArray &line) const
{
    return m_policy.events && m_policy.events->match(QString::fromLatin1(line)).hasMatch();
}

void Exchanger::answer(const QByteArray &line)
{
    const auto front = m_inFlight.front();
    const bool wanted = front->done != nullptr;
    noteLine(wanted ? TraceKind::Received : TraceKind::Late, front->messageClass, line, since(front->written, m_engine.now()), front.get());
    auto &reply = front->reply;
    if (reply.isNull())
        reply = line;
    else
        reply += '\n' + line;
    m_lastLine = line;
    if (reply.size() > m_policy.framing.cap) {
        spoil(QStringLiteral("it is longer than %1 bytes (the cap of the link)").arg(m_policy.framing.cap));
        return;
    }
    if (front->quiet && m_inFlight.size() == 1) {
        awaitMore(*front);
        return;
    }
    if (!front->shape.endsWith(line, ++front->lines))
        return;
    front->lines = 0;
    if (--front->replies > 0)
        return;
    popFront();
    ++(wanted ? m_counters.replies : m_counters.late);
    if (!m_inFlight.empty()) { // a reply is missing if not all of them come, and nobody could say which
        m_answered.push_back(front);
        return;
    }
    if (!m_answered.empty())
        for (const auto &exchange : std::exchange(m_answered, {}))
            settle(exchange, nullptr);
    settle(front, nullptr);
}

void Exchanger::spoil(const QString &why)
{
    const auto stream = m_stream;
    noteUnfinished(m_inFlight.empty() ? MessageClass::Read : m_inFlight.front()->messageClass);
    m_framer.reset();
    if (!m_inFlight.empty()) {
        const auto front = m_inFlight.front();
        settle(front, spoilt(*front, why));
    }
    if (stream == m_stream) // else the one that was told has seen to it
        m_host.misaligned(why);
}

void Exchanger::stray(const QByteArray &line, MessageClass messageClass)
{
    const bool duplicate = !m_lastLine.isNull() && line == m_lastLine;
    ++(duplicate ? m_counters.duplicates : m_counters.unsolicited);
    noteLine(duplicate ? TraceKind::Duplicate : TraceKind::Unsolicited, messageClass, line);
    m_host.unsolicited(line);
}

void Exchanger::popFront()
{
    m_inFlight.pop_front();
    if (m_inFlight.empty() || m_inFlight.front()->done)
        return;
    auto &next = *m_inFlight.front(); // nobody wants its reply; it is awaited only to be discarded
    next.deadline = m_engine.now() + m_policy.lateReply;
    m_deadline.startBy(next.deadline);
}

void Exchanger::settle(const ExchangePtr &exchange, std::exception_ptr error)
{
    const auto done = std::exchange(exchange->done, {});
    if (done)
        done({exchange->written, std::move(exchange->reply), std::move(error), exchange->discarded});
}

void Exchanger::deadlinePassed()
{
    const Change change(*this);
    if (endQuietOne())
        return;
    const auto now = m_engine.now();
    const auto stream = m_stream;
    auto earliest = engine::TimePoint::max();
    QString why;
    std::vector<ExchangePtr> expired;
    for (const auto &exchange : m_inFlight) {
        if (exchange->deadline <= now) {
            if (exchange == m_inFlight.front())
                noteUnfinished(exchange->messageClass);
            note(TraceKind::TimedOut, exchange->messageClass, exchange->message, since(exchange->written, now), exchange.get());
            if (exchange == m_inFlight.front())
                why = QStringLiteral("the reply to %1 did not come").arg(shown(exchange->message));
            if (exchange->done)
                expired.push_back(exchange);
            exchange->deadline = engine::TimePoint::max(); // behind another: its turn comes when it is in front
        }
        earliest = std::min(earliest, exchange->deadline);
    }
    if (earliest != engine::TimePoint::max())
        m_deadline.startBy(earliest);
    for (const auto &exchange : expired) {
        ++m_counters.timeouts;
        settle(exchange, timedOut(*exchange));
    }
    if (!why.isEmpty() && stream == m_stream) // else the one that was told has seen to it
        m_host.misaligned(why);
}
} // namespace podium::devices
