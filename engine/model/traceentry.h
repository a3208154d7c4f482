// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/messageclass.h"
#include "engine/tasks/clock.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <optional>

namespace podium::engine
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

/// One message of a link: a plain value, free to travel between threads.
struct TraceEntry {
    quint64 number = 0; ///< counts from 1; a gap in a snapshot does not occur
    TraceKind kind = TraceKind::Sent;
    MessageClass messageClass = MessageClass::Read; ///< of the message sent, or of the query that is answered
    TimePoint when{};
    std::optional<Duration> took; ///< from the query's writing to this line of its answer
    qsizetype size = 0;           ///< of the whole message. Unit: bytes
    QByteArray text;              ///< its first 256 bytes; of a received line without its end
    QByteArray end;               ///< of a received line
    QString device = {};          ///< whose task sent it, or asked for the answer; empty: the link itself, or unknown
};
} // namespace podium::engine

Q_DECLARE_METATYPE(podium::engine::TraceEntry)
