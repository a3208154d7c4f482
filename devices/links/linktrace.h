// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messageclass.h"
#include "engine/tasks/clock.h"

#include <QByteArray>
#include <QMetaType>

#include <optional>
#include <vector>

namespace podium::devices
{
/// What a line of the trace tells: a message and what became of it, or what happened to the link.
enum class TraceKind : quint8 {
    Sent,
    Received,    ///< the answer to a query
    Late,        ///< an answer that nobody wanted any more
    Duplicate,   ///< the same line as the last answer, and nobody had asked again
    Unsolicited, ///< nobody had asked for it
    Unfinished,  ///< bytes of a line that had not ended when its time was over, or that broke the framing
    TimedOut,    ///< this message was not answered in time
    Connected,
    Lost, ///< the connection has ended; the text says why
};

/// One message of a link.
struct TraceEntry {
    quint64 number = 0; ///< counts from 1; a gap in a snapshot does not occur
    TraceKind kind = TraceKind::Sent;
    MessageClass messageClass = MessageClass::Read; ///< of the message sent, or of the query that is answered
    engine::TimePoint when{};
    std::optional<engine::Duration> took; ///< from the query's writing to this line of its answer
    qsizetype size = 0;                   ///< of the whole message. Unit: bytes
    QByteArray text;                      ///< its first 256 bytes; of a received line without its end
    QByteArray end;                       ///< of a received line
};

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

Q_DECLARE_METATYPE(podium::devices::TraceEntry)
