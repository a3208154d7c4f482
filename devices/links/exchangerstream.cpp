// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchanger.h"

#include <algorithm>

/// The exchanger's stream: it opens and ends, ordinary messages may leave or must wait, and what came from before is dropped.
namespace podium::devices
{
bool Exchanger::looksLikeIdentity(const Exchange &exchange) const
{
    return !m_policy.identity || exchange.message == m_policy.identify + m_policy.framing.sendEnd;
}

void Exchanger::opened(bool anew)
{
    const Change change(*this);
    m_open = true;
    m_anew = anew;
    note(TraceKind::Connected, MessageClass::Read, {});
    if (anew)
        m_owed = 0;
    begin(!anew);
}

void Exchanger::begin(bool discarding)
{
    m_discarding = discarding;
    m_dropLine = false;
    m_lineCame = false;
    ++m_stream;
    m_framer.reset();
    m_lastLine.clear();
    const auto unheard = std::exchange(m_unheard, {});
    for (const auto &stop : std::exchange(m_remembered, {}))
        write(stop);
    for (const auto &stop : unheard)
        if (std::none_of(m_unheard.begin(), m_unheard.end(), [&](const auto &other) { return other->message == stop->message; }))
            write(stop);
}

void Exchanger::doubt(const Exchange &stop)
{
    std::erase_if(m_unheard, [&](const auto &other) { return other->message == stop.message; });
    const auto again = std::make_shared<Exchange>(stop);
    again->done = {};
    m_unheard.push_back(again);
}

void Exchanger::resume()
{
    m_up = true;
    m_owed = 0;
    m_unheard.clear(); // they went before the question that was answered
    pump();
}

void Exchanger::suspend(const QString &why)
{
    m_up = false;
    m_deadline.stop();
    auto unsure = std::exchange(m_answered, {});
    for (const auto &exchange : std::exchange(m_inFlight, {})) {
        if (looksLikeIdentity(*exchange))
            m_owed += exchange->replies;
        if (std::find(m_held.begin(), m_held.end(), exchange) != m_held.end()) {
            exchange->discarded = true; // it still leaves
            continue;
        }
        unsure.push_back(exchange);
    }
    for (const auto &exchange : std::exchange(m_turns, {}))
        unsure.push_back(exchange);
    const auto traffic = unsure.empty() ? QStringList() : recentTraffic();
    for (const auto &exchange : unsure) {
        exchange->reply = {};
        settle(exchange, lost(*exchange, why, traffic));
    }
}

void Exchanger::closed(const QString &why)
{
    const Change change(*this);
    if (std::exchange(m_open, false))
        note(TraceKind::Lost, MessageClass::Read, why.toUtf8());
    ++m_stream;
    for (auto held = std::exchange(m_held, {}); !held.empty(); held.pop_back()) { // they go first on the next stream
        std::erase(m_inFlight, held.back());
        m_remembered.push_front(held.back());
    }
    suspend(why);
}

void Exchanger::failQueue(const QString &why, bool writesOnly)
{
    const auto traffic = m_queue.empty() ? QStringList() : recentTraffic();
    for (const auto &exchange : std::exchange(m_queue, {})) {
        if (writesOnly && exchange->messageClass != MessageClass::Write)
            m_queue.push_back(exchange);
        else
            settle(exchange, lost(*exchange, why, traffic));
    }
}

void Exchanger::failRemembered(const QString &why)
{
    m_unheard.clear();
    for (const auto &exchange : std::exchange(m_remembered, {}))
        settle(exchange, lost(*exchange, why, recentTraffic()));
}

void Exchanger::discard(const QByteArray &line)
{
    ++m_counters.late;
    noteLine(TraceKind::Late, MessageClass::Read, line);
    m_lastLine = line;
    m_host.discarded();
}

void Exchanger::dropPartial()
{
    noteUnfinished(MessageClass::Read);
    m_framer.reset();
    m_dropLine = false;
}
} // namespace podium::devices
