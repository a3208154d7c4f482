// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/linktrace.h"

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

std::vector<TraceEntry> LinkTrace::snapshot() const
{
    if (m_ring.size() < m_capacity)
        return m_ring;
    const auto oldest = m_ring.begin() + static_cast<std::ptrdiff_t>(m_count % m_capacity);
    std::vector<TraceEntry> entries(oldest, m_ring.end());
    entries.insert(entries.end(), m_ring.begin(), oldest);
    return entries;
}
} // namespace podium::devices
