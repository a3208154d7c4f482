// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchange.h"

#include "devices/links/linktext.h"
#include "engine/tasks/error.h"
#include "engine/tasks/taskcore.h"

namespace podium::devices
{
std::exception_ptr heldBack(const Exchange &exchange, const engine::EngineGate &gate, const QString &linkName)
{
    switch (exchange.messageClass) {
    case MessageClass::Read:
    case MessageClass::Stop:
    case MessageClass::Harmless:
        return nullptr;
    case MessageClass::Write:
        break;
    }
    const auto task = exchange.task.lock();
    if (exchange.epoch < gate.epoch() || (task && task->isCancelling()))
        return std::make_exception_ptr(engine::Cancelled{engine::CancelReason::Stopped});
    if (gate.isLatched())
        return std::make_exception_ptr(engine::Error::refused(
            engine::RefusalKind::Latched, linkName,
            QStringLiteral("%1 to %2 is refused: STOP ALL is latched; press Reset first.").arg(shown(exchange.message), linkName)));
    return nullptr;
}
} // namespace podium::devices
