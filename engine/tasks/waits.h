// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

/// The waits and services that an operation uses; all find their task by themselves.
namespace podium::engine
{
/// co_await sleep(50ms): by the engine's clock.
class [[nodiscard]] SleepWait final : public Wait
{
public:
    explicit SleepWait(Duration duration) : m_duration(duration) {}
    ~SleepWait() override;
    void abort() override;
    void await_resume() const { throwIfCancelled(); }

protected:
    bool ready() override { return false; }
    void arm() override;

private:
    Duration m_duration;
    std::optional<Timers::Id> m_timer;
};
inline SleepWait sleep(Duration duration)
{
    return SleepWait(duration);
}

/// co_await yield(): lets everything else that is ready run first.
inline SleepWait yield()
{
    return SleepWait(Duration::zero());
}

/// co_await pausePoint(): a safe point; returns at once unless somebody asked for a pause.
class [[nodiscard]] PauseWait final : public Wait
{
public:
    void abort() override { wake(); }
    void pauseChanged() override;
    void await_resume();

protected:
    bool ready() override;
    void arm() override;
};
inline PauseWait pausePoint()
{
    return PauseWait();
}

/// co_await join(): until all children have ended; the first failure that nobody awaited cancels the others and is thrown.
/// A child that somebody else cancelled counts as such a failure and throws Cancelled, for its work was not done.
class [[nodiscard]] JoinWait final : public Wait
{
public:
    ~JoinWait() override;
    void abort() override {}
    bool mustComplete() const override { return true; }
    void blockers(std::vector<TaskCore *> &tasks) const override;
    void await_resume();

protected:
    bool ready() override;
    void arm() override;

private:
    void childFinished();
};
inline JoinWait join()
{
    return JoinWait();
}

/// Names what the operation waits for while it lives: WaitingFor name(QStringLiteral("stage/x to settle"));
class WaitingFor
{
public:
    explicit WaitingFor(const QString &what);
    ~WaitingFor();
    WaitingFor(const WaitingFor &) = delete;
    WaitingFor &operator=(const WaitingFor &) = delete;

private:
    TaskCore *m_task;
    QString m_outer;
};

/// Tells how far the operation is. A message with a payload reaches those who asked for its type.
void report(double fraction, const QString &text = {});
void report(const Progress &progress);

/// Says that the operation has safe points, so that the operator is offered a pause.
void declarePausable();

/// Starts a child of the running task; the parent does not end before it.
template <class T>
Task<T> spawn(const QString &label, Op<T> op, const TaskOptions &options = {})
{
    auto *task = currentTask();
    return task->engine().start(label, std::move(op), task, options, false);
}

/// Awaits an operation for no longer than the deadline. Errors: Timeout, after the operation's stop actions have run.
template <class T>
Op<T> within(Deadline deadline, Op<T> op, QString label = QStringLiteral("timed operation"))
{
    TaskOptions options;
    options.deadline = deadline;
    auto task = spawn(label, std::move(op), options);
    co_return co_await task;
}
} // namespace podium::engine
