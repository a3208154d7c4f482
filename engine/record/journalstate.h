// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journalentry.h"

#include <QDateTime>
#include <QStringList>

#include <vector>

namespace podium::engine
{
/// A task that was running when the last session ended without a goodbye.
struct InterruptedTask {
    TaskId id = 0;
    QString label;
    QString by;
    QString owners; ///< the devices it worked on, "x, y"
    bool operator==(const InterruptedTask &) const = default;
};

/// What a restart must not forget.
struct LastSession {
    bool latched = false;
    QStringList unconfirmed; ///< devices whose motion is unknown: not confirmed stopped, or moving at the end
    std::vector<InterruptedTask> interruptedTasks;
};

/// Which rows of the journal are wanted: the newest, of one address, of one kind.
struct JournalQuery {
    QString address; ///< empty: of all
    std::optional<JournalKind> kind;
    int count = 100;
    int newest = 0; ///< only among the last so many rows of all, so that a rare kind costs no search of years; 0: among all
};

/// A row as it stands in the file; values are texts with their units.
struct JournalRow {
    qint64 id = 0;
    qint64 session = 0;
    JournalKind kind = JournalKind::Error;
    QDateTime wall;               ///< UTC
    std::chrono::microseconds time{}; ///< of the monotonic clock; comparable within one session
    QString address;
    TaskId task = 0;
    QString by;
    QString before;
    QString after;
    int count = 1;
    QString outcome;
    QString text;
    QJsonObject details;
};
} // namespace podium::engine
