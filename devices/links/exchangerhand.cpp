// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchanger.h"

#include <algorithm>

/// Messages by hand: nobody knows what answers them, so everything does until the link is quiet.
namespace podium::devices
{
void Exchanger::awaitMore(Exchange &exchange)
{
    exchange.deadline = std::min(m_engine.now() + *exchange.quiet, *exchange.written + exchange.limit);
    m_deadline.startBy(exchange.deadline);
}

bool Exchanger::endQuietOne()
{
    if (m_inFlight.size() != 1 || m_framer.hasPartial())
        return false;
    const auto exchange = m_inFlight.front();
    const bool isAnswered = !exchange->reply.isNull();
    if (!exchange->quiet || exchange->deadline > m_engine.now() || (!isAnswered && !exchange->mayBeMute))
        return false;
    popFront();
    if (isAnswered)
        ++(exchange->done ? m_counters.replies : m_counters.late);
    settle(exchange, nullptr);
    pump();
    return true;
}

void Exchanger::cutQuietOne()
{
    if (m_inFlight.size() != 1 || !m_inFlight.front()->quiet || m_inFlight.front()->reply.isNull())
        return;
    const auto exchange = m_inFlight.front();
    popFront();
    settle(exchange, nullptr);
}
} // namespace podium::devices
