// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockable.h"
#include "engine/locks/lockrequest.h"
#include "engine/tasks/engine.h"

namespace podium::engine
{
/// co_await lock({&stage, &pump}, QStringLiteral("measuring")): all or nothing, first come first served, to a
/// LockGuard.
///
/// A tree that already holds a lock, one above it or one below it passes those who wait there.
/// Errors: Timeout names the holder; Deadlock, at once, names the circle; Disconnected when what is wanted is removed.
/// Cancel: leaves no trace. A lock that came at the same moment is given back.
class [[nodiscard]] LockWait final : public Wait
{
public:
    LockWait(std::vector<Lockable *> what, QString reason, Deadline deadline);
    ~LockWait() override;
    void blockers(std::vector<TaskCore *> &tasks) const override;
    void recheck() override;
    void abort() override;
    LockGuard await_resume();

protected:
    bool ready() override;
    void arm() override;

private:
    void stopTimer();

    LockRequest m_request;
    Deadline m_deadline;
    std::optional<Timers::Id> m_timer;
};

inline LockWait lock(std::vector<Lockable *> what, QString reason, Deadline deadline = Deadline::none())
{
    return LockWait(std::move(what), std::move(reason), deadline);
}

/// The same for the running task without waiting; empty when it would have to wait.
std::optional<LockGuard> tryLock(std::vector<Lockable *> what, QString reason);
} // namespace podium::engine
