// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/taskinfo.h"

namespace podium::engine
{
/// Who has a lock, why, and since when.
struct LockHolder {
    TaskId task = 0;
    QString label;
    QString reason;
    TimePoint since{};
    QString address; ///< what it has: this very thing, or the one above or below it that is in the way
    bool operator==(const LockHolder &) const = default;
};

/// One lock as the operator sees it: a plain value, free to travel between threads.
struct LockInfo {
    QString address;
    TaskId holder = 0; ///< of this lock or, while it is waited for, of one above it; 0: nobody
    QString holderLabel;
    QString reason;
    TimePoint since{};
    std::vector<TaskId> waiters; ///< in the order in which they came
    bool operator==(const LockInfo &) const = default;
};
} // namespace podium::engine

Q_DECLARE_METATYPE(podium::engine::LockInfo)
