// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace podium::engine
{
class Engine;
class Inbox;

/// Decides when the engine's ready operations run, and what time it is.
class Scheduler
{
public:
    virtual ~Scheduler() = default;

    virtual TimePoint now() const = 0;
    /// Something was queued: drain soon. Thread: any.
    virtual void wake() = 0;
    /// The earliest timer changed. Thread: the engine's.
    virtual void setAlarm(std::optional<TimePoint> when) = 0;
    /// A call from outside ends: virtual schedulers run here. Thread: the engine's.
    virtual void afterCall() {}
    /// How long one slice of resumptions may last.
    virtual Duration slice() const { return Duration::max(); }
    /// True when time is virtual: waits cost nothing, worker functions run in place.
    virtual bool isVirtual() const = 0;

    void attach(Engine *engine) { m_engine = engine; }

protected:
    Engine *engine() const { return m_engine; }

private:
    Engine *m_engine = nullptr;
};

/// Live: the Qt event loop of the thread that made it, in slices of at most 4 ms.
class LiveScheduler final : public QObject, public Scheduler
{
    Q_OBJECT

public:
    LiveScheduler();
    TimePoint now() const override { return Clock::now(); }
    void wake() override;
    void setAlarm(std::optional<TimePoint> when) override;
    Duration slice() const override { return std::chrono::milliseconds(4); }
    bool isVirtual() const override { return false; }

protected:
    bool event(QEvent *event) override;

private:
    QTimer m_timer;
    std::optional<TimePoint> m_alarm;
    std::atomic<bool> m_woken{false};
};

/// Immediate: a virtual clock; every call runs to its end inside the call. For scripts on simulated devices and for tests.
class ImmediateScheduler : public QObject, public Scheduler
{
    Q_OBJECT

public:
    TimePoint now() const override { return m_now; }
    void wake() override;
    void setAlarm(std::optional<TimePoint>) override {}
    void afterCall() override;
    bool isVirtual() const override { return true; }

    /// Runs what is ready, and moves the clock by this much, firing what falls due on the way.
    void advance(Duration by);

protected:
    bool event(QEvent *event) override;
    void drainAll();
    bool jump(TimePoint limit);

private:
    TimePoint m_now{std::chrono::hours(1)};
    std::shared_ptr<Inbox> m_inbox;
    std::atomic<bool> m_woken{false};
};

/// Manual: the virtual clock moves only by advance(); what is ready runs inside every call.
class ManualScheduler final : public ImmediateScheduler
{
    Q_OBJECT

public:
    void afterCall() override { drainAll(); }
};
} // namespace podium::engine
