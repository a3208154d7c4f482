// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podium::engine
{
struct LockHold;

/// The locks that a task took; they are given back at the end of the guard's scope.
///
/// Cancel: while its task is being cancelled, or when an exception leaves the scope and a stop action or a child may
/// still be acting, they are kept until all of the task is over. They never outlive their task, wherever the guard is.
/// Thread: engine.
class [[nodiscard]] LockGuard
{
public:
    LockGuard();
    LockGuard(LockGuard &&other) noexcept;
    LockGuard &operator=(LockGuard &&other) noexcept;
    ~LockGuard();

    /// Gives the locks back now; the only way to do so early while the task is being cancelled.
    void release();
    /// False after release(), after the end of the task, and when the lock was revoked.
    bool isHeld() const { return m_hold != nullptr; }

private:
    friend class LockArbiter;
    void take(LockHold *hold);
    void leave();

    LockHold *m_hold = nullptr;
    int m_exceptions;
};
} // namespace podium::engine
