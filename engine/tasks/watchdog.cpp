// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/watchdog.h"

#include <algorithm>
#include <cmath>

namespace podium::engine
{
LoopWatchdog::LoopWatchdog(std::function<QString()> whatRan, QObject *parent)
    : QObject(parent)
    , m_whatRan(std::move(whatRan))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoopWatchdog::beat);
    m_timer.start(period);
}

void LoopWatchdog::beat()
{
    const auto now = Clock::now();
    const auto lateness = std::max(Duration::zero(), now - m_last - period);
    m_last = now;
    note(lateness);
    const auto whatRan = m_whatRan ? m_whatRan() : QString();
    if (lateness > threshold)
        Q_EMIT gap(lateness, whatRan);
}

void LoopWatchdog::note(Duration lateness)
{
    ++m_beats;
    m_longest = std::max(m_longest, lateness);
    ++m_histogram[slotOf(lateness)];
}

void LoopWatchdog::reset()
{
    m_beats = 0;
    m_longest = {};
    m_histogram = {};
}

Duration LoopWatchdog::percentile(double share) const
{
    const auto wanted = share * static_cast<double>(m_beats);
    quint64 seen = 0;
    for (std::size_t slot = 0; slot < m_histogram.size(); ++slot) {
        seen += m_histogram[slot];
        if (m_histogram[slot] > 0 && static_cast<double>(seen) >= wanted)
            return std::min(upperBound(slot), m_longest);
    }
    return Duration::zero();
}

std::size_t LoopWatchdog::slotOf(Duration lateness)
{
    std::size_t slot = 0;
    while (slot + 1 < std::tuple_size_v<decltype(m_histogram)> && upperBound(slot) < lateness)
        ++slot;
    return slot;
}

/// Each slot reaches a quarter further than the one before; the first ends at 10 us, the last beyond an hour.
Duration LoopWatchdog::upperBound(std::size_t slot)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::micro>(10 * std::pow(1.25, slot)));
}
} // namespace podium::engine
