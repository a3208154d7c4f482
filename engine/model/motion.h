// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockwait.h"
#include "engine/model/operations.h"
#include "engine/model/permission.h"

namespace podium::engine
{
/// While it lives the running task moves the device: a cancel or an error stops it and waits for the confirmation, and a
/// stop of the device by somebody else ends the task as Cancelled by Stopped.
class MotionGuard
{
public:
    MotionGuard(Bench &bench, Device &device);
    ~MotionGuard();
    MotionGuard(const MotionGuard &) = delete;
    MotionGuard &operator=(const MotionGuard &) = delete;

    /// The motion came to its end by itself: there is nothing to stop any more.
    void ended() { m_halt.reset(); }

private:
    Device &m_device;
    TaskId m_task;
    std::optional<OnCancel> m_halt;
};

/// While it lives the running task is about to energise the device: a stop of the device ends it, so that nothing that was
/// approved before the stop follows it.
class PendingOutput
{
public:
    explicit PendingOutput(Device &device)
        : m_device(device)
        , m_task(currentTask()->id())
    {
        m_device.addEnergiser(m_task);
    }
    ~PendingOutput() { m_device.removeEnergiser(m_task); }
    PendingOutput(const PendingOutput &) = delete;
    PendingOutput &operator=(const PendingOutput &) = delete;

private:
    Device &m_device;
    TaskId m_task;
};

/// Who waits for a lock waits for a stop of the device too; who does not is refused by the check that follows.
/// Cancel: at once; nothing was sent.
Op<void> awaitStop(Bench &bench, Device &device, IfLocked ifLocked);

/// The lock of one thing for the running task. With Refuse all other reasons that speak against it now come along.
template <class OtherReasons>
Op<LockGuard> acquire(Lockable &lockable, IfLocked ifLocked, OtherReasons otherReasons)
{
    const QString reason = currentTask()->record().peek().label;
    if (auto guard = tryLock({&lockable}, reason))
        co_return std::move(*guard);
    if (ifLocked == IfLocked::Refuse) {
        permission::Refusals refusals = otherReasons();
        for (auto &held : permission::locked(lockable, currentTask()))
            refusals.push_back(std::move(held));
        permission::throwIfAny(std::move(refusals));
    }
    co_return co_await lock({&lockable}, reason);
}

/// Awaits what the maker makes; the bench hears of its refusal once, whatever found the reason.
template <class Maker>
auto toldIfRefused(Bench &bench, QString address, Maker maker) -> std::invoke_result_t<Maker &>
{
    try {
        co_return co_await maker();
    } catch (const Error &error) {
        if (error.kind() == ErrorKind::Refused)
            Q_EMIT bench.refused(address, currentTask()->record().peek().startedBy, error.message());
        throw;
    }
}
} // namespace podium::engine
