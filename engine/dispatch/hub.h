// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/states.h"
#include "engine/dispatch/subscription.h"
#include "engine/dispatch/trafficbatch.h"
#include "engine/locks/locktable.h"

#include <functional>
#include <memory>

namespace podium::engine
{
class HubCore;

/// Carries every change from the engine to those who subscribed, in their own thread.
///
/// A write costs the engine a dirty mark; once per frame (default 33 ms) what is dirty and watched is copied and handed
/// over in one batch per thread, and no further batch before the last one was consumed. A quiet hub has no timer.
/// Handlers run in the context's thread, never inside subscribe(); a subscriber gets the current value first; a handler
/// that throws breaks no other; a context that is gone is not called.
/// What cannot be delivered yet is bounded: one mark per parameter and device, the queue of a lossless subscription, and
/// 10,000 events per subscription to tasks, locks or messages. When such a queue is full, tasks and locks keep the last
/// change of each, messages the newest. With a virtual clock the frames are virtual, too.
/// A context lives, stays in its thread, and is not null while it is handed over; what it subscribes to must exist, else
/// the log says what does not, and nothing is delivered. What leaves the bench delivers nothing any more; when its device
/// comes back, or one with its id, the subscription goes on with that.
/// Thread: made and destroyed on the engine's; the subscribe functions from any.
class Hub
{
public:
    Hub(Engine &engine, Bench &bench, LockTable &locks);
    ~Hub();
    Hub(const Hub &) = delete;
    Hub &operator=(const Hub &) = delete;

    using ParameterHandler = std::function<void(const ParameterState &)>;
    using DeviceHandler = std::function<void(const DeviceStatus &)>;
    using TaskHandler = std::function<void(const TaskInfo &)>;
    using LockHandler = std::function<void(const LockInfo &)>;
    using MessageHandler = std::function<void(const QVariant &)>;
    using TrafficHandler = std::function<void(const TrafficBatch &)>;

    /// Latest: the state that the handler gets stays where it is, and the newest, as long as the subscription lives.
    /// Lossless: a change of any part of the state counts; capacity is that of the queue.
    Subscription subscribe(const Address &address, QObject *context, ParameterHandler handler,
                           Delivery delivery = Delivery::Latest, int capacity = 10000);
    Subscription subscribeDevice(const DeviceId &device, QObject *context, DeviceHandler handler);
    /// Every change of every task, in order; first the ones that are active.
    Subscription subscribeTasks(QObject *context, TaskHandler handler);
    /// Every lock taken, freed or waited for; first those that are held.
    Subscription subscribeLocks(QObject *context, LockHandler handler);
    /// Messages that a device or an operation publishes under a name; there is no current one.
    Subscription subscribeMessages(const DeviceId &device, const QString &name, QObject *context, MessageHandler handler);
    /// What goes over the link that this device has now, in batches; first what the link still knows.
    Subscription subscribeTraffic(const DeviceId &device, QObject *context, TrafficHandler handler);
    /// Publishes a message in the name of a device. Thread: the engine's.
    void publish(const DeviceId &device, const QString &name, const QVariant &payload);

    /// How often at most a thread gets a batch, from the next one on. Thread: any
    void setFrame(std::chrono::milliseconds frame);
    /// What was counted since the start, for the status bar.
    struct Counters {
        quint64 changes = 0;   ///< of parameters, watched or not
        quint64 delivered = 0; ///< values handed over
        quint64 dropped = 0;   ///< values and events that found their queue full
    };
    Counters counters() const; ///< Thread: any

private:
    std::shared_ptr<HubCore> m_core;
};
} // namespace podium::engine
