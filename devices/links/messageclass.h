// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/gate.h"

#include <QByteArray>
#include <QString>

#include <exception>

namespace podium::devices
{
/// What a message may do to the bench; decides whether STOP ALL holds it back (DESIGN 4.3).
enum class MessageClass : quint8 {
    Read,     ///< asks only
    Write,    ///< may move or energise; carries the epoch of its task's start
    Stop,     ///< stops; goes ahead of everything and passes always
    Harmless, ///< changes something that neither moves nor energises
};

/// The gate at the writer: why a message of a task begun in this epoch may not leave now, null if it may.
/// Errors: Cancelled/Stopped for a Write older than the gate's epoch; Refused/Latched for a Write under the latch.
/// Thread: any.
std::exception_ptr heldBack(MessageClass messageClass, quint64 epoch, const engine::EngineGate &gate,
                            const QString &linkName, const QByteArray &message);
} // namespace podium::devices
