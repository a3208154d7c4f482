// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/scheduler.h"

#include "engine/tasks/engine.h"
#include "engine/tasks/inbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

namespace podium::engine
{
LiveScheduler::LiveScheduler()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, this, [this] {
        m_alarm.reset();
        engine()->drain();
    });
}

void LiveScheduler::wake()
{
    if (!m_woken.exchange(true, std::memory_order_acq_rel))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
}

void LiveScheduler::setAlarm(std::optional<TimePoint> when)
{
    if (!when || (m_alarm && *when >= *m_alarm))
        return; // an alarm that comes too early does no harm and saves re-arming for each short-lived deadline
    m_alarm = when;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*when - Clock::now());
    m_timer.start(std::max(std::chrono::milliseconds(0), left));
}

bool LiveScheduler::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_woken.store(false, std::memory_order_release);
    engine()->drain();
    return true;
}

void ImmediateScheduler::wake()
{
    // Calls of the engine's own thread run what they queued in afterCall(); what arrives otherwise needs the event loop.
    if (!m_woken.exchange(true, std::memory_order_acq_rel))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool ImmediateScheduler::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_woken.store(false, std::memory_order_release);
    afterCall();
    return true;
}

void ImmediateScheduler::drainAll()
{
    if (engine()->isDraining())
        return;
    if (!m_inbox)
        m_inbox = Inbox::of(QThread::currentThread());
    do
        engine()->drain();
    while (m_inbox->drain() || engine()->hasWork());
}

bool ImmediateScheduler::jump(TimePoint limit)
{
    const auto next = engine()->timers().next();
    if (!next || *next > limit)
        return false;
    m_now = std::max(m_now, *next);
    engine()->timers().fireOne(m_now);
    return true;
}

void ImmediateScheduler::afterCall()
{
    if (engine()->isDraining())
        return;
    const auto limit = m_now + std::chrono::hours(24); // what waits longer in virtual time waits for ever
    drainAll();
    while (engine()->activeTasks() > 0 && jump(limit))
        drainAll();
}

void ImmediateScheduler::advance(Duration by)
{
    const auto end = m_now + by;
    drainAll();
    while (jump(end))
        drainAll();
    m_now = end;
    drainAll();
}
} // namespace podium::engine
