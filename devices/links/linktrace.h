// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messageclass.h"
#include "engine/model/traceentry.h"

#include <vector>

namespace podium::devices
{
using engine::TraceEntry;
using engine::TraceKind;

/// The last messages of a link, in a ring.
/// Thread: one at a time; a snapshot may travel.
class LinkTrace
{
public:
    explicit LinkTrace(std::size_t capacity) : m_capacity(capacity) {}

    /// Cuts the text, gives the number, and returns the entry as stored.
    const TraceEntry &add(TraceEntry entry, const QByteArray &message);
    /// Oldest first.
    std::vector<TraceEntry> snapshot() const;
    /// The last so many of them, oldest first.
    std::vector<TraceEntry> last(std::size_t most) const;

private:
    std::size_t m_capacity;
    quint64 m_count = 0;
    std::vector<TraceEntry> m_ring;
};
} // namespace podium::devices
