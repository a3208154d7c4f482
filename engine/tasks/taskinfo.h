// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"
#include "engine/tasks/deadline.h"
#include "engine/tasks/error.h"
#include "engine/tasks/outcome.h"

#include <QStringList>

#include <any>
#include <optional>
#include <vector>

namespace podium::engine
{
/// Identifies one task for the life of the process; 0 is none.
using TaskId = quint64;

/// A message of a running task to whoever watches it; a payload of any type may travel along.
struct Progress {
    double fraction = -1; ///< 0 to 1; negative: unknown
    QString text;
    std::any payload;

    /// The payload if it is a P, else null.
    template <class P>
    const P *as() const
    {
        return std::any_cast<P>(&payload);
    }
};

/// A lock that a task waits for, and the task that holds it (0: nobody, somebody is ahead in the queue).
struct LockWaitInfo {
    QString address;
    TaskId holder = 0;
    bool operator==(const LockWaitInfo &) const = default;
};

/// What is known of a task at one moment: a plain value, free to travel between threads.
struct TaskInfo {
    TaskId id = 0;
    TaskId parent = 0;
    QString label;
    /// What it does to what, without the numbers of this call: "move stage/x.position"; empty: it is like no other.
    QString operation;
    std::optional<double> distance; ///< that a motion goes, in the unit of what it moves; empty: none, or unknown
    QString startedBy;
    QStringList owners; ///< devices that the task works on
    TaskState state = TaskState::Queued;
    std::optional<Outcome> outcome;
    std::optional<ErrorKind> errorKind;
    QString error;
    QStringList causes; ///< the chain below error
    QStringList traffic; ///< what went over the link just before the error, a line for each message
    std::vector<Refusal> refusals;
    std::optional<CancelReason> reason;
    std::optional<bool> stopConfirmed; ///< empty: nothing had to be stopped
    double progress = -1;
    QString progressText;
    QString waitingFor;
    QStringList holds;
    std::vector<LockWaitInfo> waits;
    bool waited = false; ///< for a lock or a stop, or in a pause, it or one below it: its time is not that of its work
    bool pausable = false;
    bool pauseRequested = false;
    bool service = false; ///< part of the engine's own work: not listed, not touched by cancelAll
    bool isStop = false;  ///< a stop action of its parent
    TimePoint queuedAt{};
    std::optional<TimePoint> startedAt;
    std::optional<TimePoint> finishedAt;
    std::optional<TimePoint> deadline;

    bool isFinished() const { return state == TaskState::Finished; }
    bool succeeded() const { return outcome == Outcome::Succeeded; }
};
} // namespace podium::engine

Q_DECLARE_METATYPE(podium::engine::TaskInfo)
