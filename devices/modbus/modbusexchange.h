// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messageclass.h"
#include "engine/tasks/gate.h"

#include <QByteArray>

#include <exception>
#include <functional>
#include <memory>
#include <optional>

namespace podium::engine
{
class TaskCore;
}

namespace podium::devices
{
/// How an exchange with a Modbus unit ended.
struct ModbusResult {
    std::optional<engine::TimePoint> written; ///< when its first byte was handed to the channel; empty: never
    QByteArray reply;                         ///< the PDU that answers it
    std::exception_ptr error;                 ///< null: it was answered, and not refused
};

/// A request on its way to one unit.
struct ModbusExchange {
    quint8 unit = 0;
    QString who; ///< the unit, for messages
    QString device; ///< that the task works on; empty: nobody knows
    QByteArray pdu;
    MessageClass messageClass = MessageClass::Read;
    std::weak_ptr<engine::TaskCore> task; ///< that sends it; empty: nobody's
    quint64 epoch = 0;                    ///< of the task that sends it
    engine::Duration limit{};
    bool isLast = false; ///< a Stop that nobody remembers when the stream ends
    /// Told once, by the engine thread; empty: nobody wants to know any more.
    std::function<void(ModbusResult &&)> done;

    // --- while it is under way
    engine::TimePoint submitted{};
    std::optional<engine::TimePoint> written;
    engine::TimePoint deadline{};
    quint16 id = 0;
    QByteArray frame;    ///< as it was written
    QString rejected;    ///< why the last reply of its unit was not its own
};
using ModbusExchangePtr = std::shared_ptr<ModbusExchange>;
} // namespace podium::devices
