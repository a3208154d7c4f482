// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/value.h"
#include "engine/tasks/clock.h"
#include "engine/tasks/taskinfo.h"

#include <QJsonObject>

namespace podium::engine
{
/// What happened; the names stand in the file and must not change.
enum class JournalKind : quint8 {
    TaskStarted,
    TaskFinished,
    Write,
    Refusal,
    Stop,          ///< somebody asked for a stop
    Receipt,       ///< what became of the stop of one device
    Latch,         ///< STOP ALL latched, or reset
    MotionStarted, ///< until it ended, the motion of the device is unknown to a next session
    MotionEnded,
    MarkTaken, ///< a person took the mark of a device away that can confirm nothing
    Device, ///< a fault, or a lost connection
    LockBroken,
    Error,
    Message, ///< a person sent a message over a link by hand
};

/// The word for it, as it stands in the file.
QLatin1StringView name(JournalKind kind);
/// Empty for a word that a newer Podium wrote.
std::optional<JournalKind> journalKind(QStringView name);
/// What nobody may miss after a crash: it is written and synced at once.
bool isUrgent(JournalKind kind);

/// One thing that happened; a plain value, free to travel between threads.
struct JournalEntry {
    JournalKind kind = JournalKind::Error;
    TimePoint time{};                               ///< of the engine's clock
    std::chrono::system_clock::time_point wall{};   ///< UTC; set by the journal
    QString address;                                ///< parameter, command, device, or "all"
    TaskId task = 0;
    QString by;
    Value before; ///< of a write: the setpoint that it replaced, else the readback
    Value after;  ///< of a write; of Latch and Receipt: whether latched, whether confirmed
    int count = 1; ///< writes that were merged into this one
    QString outcome; ///< of a finished task
    QString text;    ///< label, reason or message, for people
    QJsonObject details;
};
} // namespace podium::engine
