// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/framing.h"
#include "devices/links/messageclass.h"
#include "engine/tasks/gate.h"

#include <exception>
#include <functional>
#include <memory>

namespace podium::engine
{
class TaskCore;
}

namespace podium::devices
{
/// One reply; the lines of a longer one are joined by '\n'.
using Reply = QByteArray;

/// How an exchange ended.
struct ExchangeResult {
    std::optional<engine::TimePoint> written; ///< when its first byte was handed to the channel; empty: never
    Reply reply;
    std::exception_ptr error; ///< null: everything that was expected came
    bool discarded = false;   ///< it was sent while the link resynchronised, so nobody can tell which line answers it
};

/// A message on its way, with what is expected to come back.
struct Exchange {
    QByteArray message; ///< with its line end
    MessageClass messageClass = MessageClass::Read;
    bool discarded = false; ///< see ExchangeResult
    std::weak_ptr<engine::TaskCore> task; ///< that sends it; empty: nobody's
    QString device;     ///< that the task works on; empty: nobody knows
    quint64 epoch = 0;  ///< of the task that sends it
    int replies = 1;    ///< 0: nothing comes back
    ReplyShape shape;
    engine::Duration limit{};
    /// By hand: all that comes until nothing has come for so long is the reply, whatever its shape.
    std::optional<engine::Duration> quiet;
    bool mayBeMute = false; ///< by hand: no reply at all is none the worse
    /// Told once, by the engine thread; empty: nobody wants to know any more.
    std::function<void(ExchangeResult &&)> done;

    // --- while it is under way
    std::optional<engine::TimePoint> written;
    Reply reply;
    engine::TimePoint deadline = engine::TimePoint::max(); ///< of a message that has left
    int lines = 0;       ///< of the reply that is coming in
    QByteArray rejected; ///< the last line that was not its reply
};
using ExchangePtr = std::shared_ptr<Exchange>;

/// The gate at the writer: why a message may not leave now, null if it may.
///
/// A Write of a task that is being cancelled is held back, too: its stop has gone ahead of it.
/// Errors: Cancelled/Stopped for that one and for a Write older than the gate's epoch; Refused/Latched under the latch.
/// Thread: the engine's.
std::exception_ptr heldBack(const Exchange &exchange, const engine::EngineGate &gate, const QString &linkName);
} // namespace podium::devices
