// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchanger.h"

#include <algorithm>

/// How the exchanger works on a bus, which carries one message or one reply at a time.
namespace podium::devices
{
/// True if this message may be written now. A stop makes way for itself: a reply that is awaited is given up, and asked for
/// again if that does no harm. Any other, and a stop behind a stop, has its turn when nothing is in flight.
bool Exchanger::makeWay(const ExchangePtr &exchange)
{
    const bool isStop = exchange->messageClass == MessageClass::Stop;
    if (m_inFlight.empty() && (isStop || m_host.isDrained()))
        return true;
    const bool isStopping = std::any_of(m_inFlight.begin(), m_inFlight.end(), [](const auto &other) {
        return other->messageClass == MessageClass::Stop;
    });
    if (!isStop || isStopping) {
        (isStop ? m_remembered : m_turns).push_back(exchange);
        return false;
    }
    m_deadline.stop();
    noteUnfinished(m_inFlight.front()->messageClass);
    m_framer.reset();
    m_dropLine = false;
    ++m_stream;
    m_host.clearBus();
    for (const auto &other : std::exchange(m_inFlight, {})) {
        other->reply = {};
        other->lines = 0;
        if (other->messageClass == MessageClass::Read && other->done)
            m_turns.push_back(other);
        else
            settle(other, givenUp(*other));
    }
    return true;
}

/// Writes what has its turn, stops first; false if nothing has.
bool Exchanger::takeTurn()
{
    if (!m_remembered.empty()) {
        const auto stop = m_remembered.front();
        m_remembered.pop_front();
        write(stop);
        return true;
    }
    if (m_turns.empty() || !m_host.isDrained())
        return false;
    const auto exchange = m_turns.front();
    m_turns.pop_front();
    if (exchange->done) // else it is not wanted any more
        write(exchange);
    return true;
}

void Exchanger::messageEnded()
{
    const Change change(*this);
    if (!m_open)
        return;
    const auto stream = m_stream;
    m_reading = true;
    const auto rest = m_framer.finish();
    if (rest)
        handleLine(*rest);
    else if (m_framer.fault().isEmpty() && !m_lineCame)
        handleLine(QByteArrayLiteral("")); // a message of no byte is an empty line
    m_reading = false;
    if (stream == m_stream) {
        m_lineCame = false;
        if (!m_framer.fault().isEmpty())
            spoil(QString(m_framer.fault()));
    }
    pump();
}

void Exchanger::left()
{
    const Change change(*this);
    if (m_held.empty())
        return;
    const auto exchange = m_held.front();
    m_held.pop_front();
    leave(exchange);
    if (std::find(m_inFlight.begin(), m_inFlight.end(), exchange) == m_inFlight.end())
        settle(exchange, nullptr); // nothing is to come, or nobody could tell it from something else
    else
        m_deadline.startBy(exchange->deadline);
}

void Exchanger::cleared()
{
    const Change change(*this);
    if (m_open)
        begin();
}
} // namespace podium::devices
