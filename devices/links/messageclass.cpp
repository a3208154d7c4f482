// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messageclass.h"

#include "devices/links/linktext.h"
#include "engine/tasks/error.h"

namespace podium::devices
{
std::exception_ptr heldBack(MessageClass messageClass, quint64 epoch, const engine::EngineGate &gate,
                            const QString &linkName, const QByteArray &message)
{
    switch (messageClass) {
    case MessageClass::Read:
    case MessageClass::Stop:
    case MessageClass::Harmless:
        return nullptr;
    case MessageClass::Write:
        break;
    }
    if (epoch < gate.epoch())
        return std::make_exception_ptr(engine::Cancelled{engine::CancelReason::Stopped});
    if (gate.isLatched())
        return std::make_exception_ptr(engine::Error::refused(
            engine::RefusalKind::Latched, linkName,
            QStringLiteral("%1 to %2 is refused: STOP ALL is latched; press Reset first.").arg(shown(message), linkName)));
    return nullptr;
}
} // namespace podium::devices
