// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/framing.h"
#include "devices/links/messageclass.h"
#include "engine/tasks/clock.h"

#include <functional>
#include <memory>

namespace podium::devices
{
/// One reply; the lines of a longer one are joined by '\n'.
using Reply = QByteArray;

/// How an exchange ended.
struct ExchangeResult {
    std::optional<engine::TimePoint> written; ///< when its first byte was handed to the channel; empty: never
    Reply reply;
    std::exception_ptr error; ///< null: everything that was expected came
};

/// A message on its way, with what is expected to come back.
struct Exchange {
    QByteArray message; ///< with its line end
    MessageClass messageClass = MessageClass::Read;
    quint64 epoch = 0;  ///< of the task that sends it
    int replies = 1;    ///< 0: nothing comes back
    ReplyShape shape;
    engine::Duration limit{};
    /// Told once, by the engine thread; empty: nobody wants to know any more.
    std::function<void(ExchangeResult &&)> done;

    // --- while it is under way
    std::optional<engine::TimePoint> written;
    Reply reply;
    engine::TimePoint deadline{};
    int lines = 0;       ///< of the reply that is coming in
    QByteArray rejected; ///< the last line that was not its reply
};
using ExchangePtr = std::shared_ptr<Exchange>;
} // namespace podium::devices
