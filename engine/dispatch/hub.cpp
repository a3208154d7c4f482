// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hub.h"

#include "engine/dispatch/hubcore.h"
#include "engine/dispatch/trafficfeed.h"

namespace podium::engine
{
/// Ends the subscription when it goes.
struct SubscriptionHandle {
    std::shared_ptr<Target> target;
    std::shared_ptr<EngineGate> gate;
    std::weak_ptr<HubCore> core;
    HubCore::SubscriptionId id;

    SubscriptionHandle(const std::shared_ptr<HubCore> &hub, std::shared_ptr<Target> who)
        : target(std::move(who))
        , gate(hub->gate())
        , core(hub)
        , id(hub->newId())
    {
    }
    ~SubscriptionHandle()
    {
        target->end();
        sync();
    }
    SubscriptionHandle(const SubscriptionHandle &) = delete;
    SubscriptionHandle &operator=(const SubscriptionHandle &) = delete;

    void sync() const
    {
        onEngineThread(gate, [hub = core, which = id] {
            if (const auto alive = hub.lock())
                alive->sync(which);
        });
    }
};

namespace
{
/// Device: what it is about; empty for what is about none.
Subscription open(const std::shared_ptr<HubCore> &core, QObject *context, const DeviceId &device, const std::shared_ptr<Target> &target,
                  HubCore::FeedMaker make)
{
    auto handle = std::make_shared<SubscriptionHandle>(core, target);
    HubCore::Wish wish{target, Inbox::of(context->thread()), device, std::move(make)};
    onEngineThread(core->gate(), [hub = handle->core, id = handle->id, wish = std::move(wish)] {
        if (const auto alive = hub.lock())
            alive->add(id, wish);
    });
    return Subscription(std::move(handle));
}
} // namespace

void Subscription::setActive(bool active)
{
    if (!m_handle)
        return;
    m_handle->target->setActive(active);
    m_handle->sync();
}

Hub::Hub(Engine &engine, Bench &bench, LockTable &locks)
    : m_core(std::make_shared<HubCore>(engine, bench, locks))
{
}

Hub::~Hub() = default;

Subscription Hub::subscribe(const Address &address, QObject *context, ParameterHandler handler, Delivery delivery,
                            int capacity)
{
    if (delivery == Delivery::Latest) {
        const auto target = std::make_shared<LatestTarget>(context, std::move(handler));
        return open(m_core, context, address.device, target, [address, target](HubCore &core, std::shared_ptr<Port> port) {
            auto &parameter = core.bench().parameter(address);
            return std::make_unique<LatestFeed>(std::move(port), target, core.topicOf(parameter), core.known(),
                                                parameter);
        });
    }
    const auto target = std::make_shared<TargetOf<ParameterState>>(context, std::move(handler));
    return open(m_core, context, address.device, target, [address, target, capacity](HubCore &core, std::shared_ptr<Port> port) {
        auto &parameter = core.bench().parameter(address);
        return std::make_unique<LosslessFeed>(std::move(port), target, core.topicOf(parameter), core.known(), parameter,
                                              capacity);
    });
}

Subscription Hub::subscribeDevice(const DeviceId &device, QObject *context, DeviceHandler handler)
{
    const auto target = std::make_shared<TargetOf<DeviceStatus>>(context, std::move(handler));
    return open(m_core, context, device, target, [device, target](HubCore &core, std::shared_ptr<Port> port) {
        auto &found = core.bench().device(device);
        return std::make_unique<DeviceFeed>(std::move(port), target, core.topicOf(found), found);
    });
}

Subscription Hub::subscribeTasks(QObject *context, TaskHandler handler)
{
    const auto target = std::make_shared<TargetOf<TaskInfo>>(context, std::move(handler));
    return open(m_core, context, {}, target, [target](HubCore &core, std::shared_ptr<Port> port) {
        return std::make_unique<QueueFeed<TaskInfo>>(std::move(port), target, core.taskTopic(),
                                                     [&core] { return core.activeTasks(); });
    });
}

Subscription Hub::subscribeLocks(QObject *context, LockHandler handler)
{
    const auto target = std::make_shared<TargetOf<LockInfo>>(context, std::move(handler));
    return open(m_core, context, {}, target, [target](HubCore &core, std::shared_ptr<Port> port) {
        return std::make_unique<QueueFeed<LockInfo>>(std::move(port), target, core.lockTopic(),
                                                     [&core] { return core.locks().locks(); });
    });
}

Subscription Hub::subscribeMessages(const DeviceId &device, const QString &name, QObject *context,
                                    MessageHandler handler)
{
    const auto target = std::make_shared<TargetOf<QVariant>>(context, std::move(handler));
    return open(m_core, context, {}, target, [device, name, target](HubCore &core, std::shared_ptr<Port> port) {
        return std::make_unique<QueueFeed<QVariant>>(std::move(port), target,
                                                     core.topicOf(HubCore::MessageKey(device, name)),
                                                     [] { return std::vector<QVariant>(); });
    });
}

Subscription Hub::subscribeTraffic(const DeviceId &device, QObject *context, TrafficHandler handler)
{
    const auto target = std::make_shared<TargetOf<TrafficBatch>>(context, std::move(handler));
    return open(m_core, context, device, target, [device, target](HubCore &core, std::shared_ptr<Port> port) {
        auto *link = linkOf(core.bench().device(device));
        if (!link)
            throw Error::refused(RefusalKind::Access, device, QStringLiteral("%1 has no link, so it has no traffic.").arg(device));
        return std::make_unique<TrafficFeed>(std::move(port), target, core.bench().engine(), *link);
    });
}

void Hub::publish(const DeviceId &device, const QString &name, const QVariant &payload)
{
    m_core->publish(device, name, payload);
}

void Hub::setFrame(std::chrono::milliseconds frame)
{
    onEngineThread(m_core->gate(), [core = std::weak_ptr(m_core), frame] {
        if (const auto alive = core.lock())
            alive->traffic().frame = frame;
    });
}

Hub::Counters Hub::counters() const
{
    const auto &traffic = m_core->traffic();
    return {traffic.changes.load(std::memory_order_relaxed), traffic.delivered.load(std::memory_order_relaxed),
            traffic.dropped.load(std::memory_order_relaxed)};
}
} // namespace podium::engine
