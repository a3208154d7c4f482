// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/linktrace.h"

#include <algorithm>

namespace podium::devices
{
const TraceEntry &LinkTrace::add(TraceEntry entry, const QByteArray &message)
{
    constexpr qsizetype kept = 256;
    entry.size = message.size();
    entry.text = message.size() > kept ? message.first(kept) : message;
    entry.number = ++m_count;
    if (m_ring.size() < m_capacity)
        return m_ring.emplace_back(std::move(entry));
    auto &slot = m_ring[(m_count - 1) % m_capacity];
    slot = std::move(entry);
    return slot;
}

std::vector<TraceEntry> LinkTrace::snapshot() const { return last(m_ring.size()); }

std::vector<TraceEntry> LinkTrace::last(std::size_t most) const
{
    std::vector<TraceEntry> entries;
    const auto count = std::min(most, m_ring.size());
    entries.reserve(count);
    for (auto number = m_count - count; number < m_count; ++number)
        entries.push_back(m_ring[number % m_capacity]);
    return entries;
}
} // namespace podium::devices
