// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/framing.h"
#include "engine/tasks/clock.h"

namespace podium::devices
{
/// How a link finds the boundary between an abandoned reply and the next one.
enum class Resync : quint8 {
    Reconnect, ///< a new connection and a new identity check; right for raw TCP
    /// Wait for silence, ask the identity, discard what comes before its answer: for a peer that answers in order.
    /// Reconnects all the same without an identity pattern, after an unanswered identity question, or if draining fails.
    /// A channel that does not begin anew (a serial port) is always drained, after each opening, too.
    Drain,
};

/// How a link talks, waits and recovers.
struct LinkPolicy {
    Framing framing;
    engine::Duration replyLimit = std::chrono::seconds(1); ///< from the writing of a query to the end of its reply
    engine::Duration connectLimit = std::chrono::seconds(3);
    QByteArray identify;                        ///< asked after connecting; empty: connected is Up
    std::optional<QRegularExpression> identity; ///< what the answer must match; none: any answer will do
    Resync resync = Resync::Reconnect;
    engine::Duration silence = std::chrono::milliseconds(100); ///< Drain: how long nothing must come
    /// How much later than its limit an answer may still come; within a serial port even after it was opened anew.
    engine::Duration longestDelay = std::chrono::seconds(1);
    /// After a cancel in flight: how long its reply is awaited, to be discarded, before the link resynchronises.
    engine::Duration lateReply = std::chrono::milliseconds(200);
    engine::Duration heartbeat = std::chrono::seconds(1); ///< asks when this long nothing came; zero: never
    QByteArray heartbeatMessage;                          ///< empty: `identify`
    engine::Duration backoffFirst = std::chrono::milliseconds(100);
    engine::Duration backoffLast = std::chrono::seconds(5);
    quint32 seed = 0;                         ///< of the backoff's jitter; 0: by chance
    std::optional<QRegularExpression> events; ///< lines that are never an answer
    std::size_t traceLength = 500;            ///< Unit: messages
};
} // namespace podium::devices
