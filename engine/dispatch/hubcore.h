// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/queuefeed.h"
#include "engine/dispatch/valuefeeds.h"
#include "engine/locks/locktable.h"

#include <map>
#include <unordered_map>

namespace podium::engine
{
/// The half of the hub that lives on the engine thread: who subscribed to what.
/// Thread: the engine's, but newId() and gate().
class HubCore : public QObject
{
public:
    using SubscriptionId = quint64;
    using FeedMaker = std::function<std::unique_ptr<Feed>(HubCore &core, std::shared_ptr<Port> port)>;

    HubCore(Engine &engine, Bench &bench, LockTable &locks);
    ~HubCore() override;

    SubscriptionId newId() { return m_ids.fetch_add(1, std::memory_order_relaxed) + 1; }
    const std::shared_ptr<EngineGate> &gate() const { return m_gate; }

    /// What a subscriber wants: if it is of a device, it begins anew when the device comes (back) to the bench.
    struct Wish {
        std::shared_ptr<Target> target;
        std::shared_ptr<Inbox> inbox;
        DeviceId device; ///< empty: of none
        FeedMaker make;
    };
    /// A maker that throws an Error (no such parameter) makes no feed; the error goes to the log.
    void add(SubscriptionId id, Wish wish);
    /// The subscriber has changed its mind.
    void sync(SubscriptionId id);

    Bench &bench() const { return m_bench; }
    LockTable &locks() const { return m_locks; }
    Traffic &traffic() { return m_traffic; }
    /// The tasks that have not finished, parents before their children.
    std::vector<TaskInfo> activeTasks() const;

    using MessageKey = std::pair<DeviceId, QString>;
    Topic<ValueFeed> &topicOf(const Parameter &parameter);
    KnownMarks &known() { return m_known; }
    Topic<ValueFeed> &topicOf(const Device &device) { return m_deviceTopics[&device]; }
    Topic<QueueFeed<QVariant>> &topicOf(const MessageKey &key) { return m_messageTopics[key]; }
    Topic<QueueFeed<TaskInfo>> &taskTopic() { return m_taskTopic; }
    Topic<QueueFeed<LockInfo>> &lockTopic() { return m_lockTopic; }

    void publish(const DeviceId &device, const QString &name, const QVariant &payload);

private:
    void parameterChanged(const Parameter &parameter, ParameterChange what);
    void tell(const Parameter &parameter, Changed what);
    void tell(const Device &device);
    void lockChanged(const LockInfo &info);
    void letGo(Wish &wish);
    void attach(SubscriptionId id, const Wish &wish);
    void deviceAdded(const Device &device);
    void deviceLeft(const Device &device);
    std::shared_ptr<Port> portOf(const std::shared_ptr<Inbox> &inbox);

    Engine &m_engine;
    Bench &m_bench;
    LockTable &m_locks;
    std::shared_ptr<EngineGate> m_gate;
    std::atomic<SubscriptionId> m_ids{0};
    Traffic m_traffic;
    std::vector<std::unique_ptr<Topic<ValueFeed>>> m_parameterTopics; ///< by Parameter::index(); null: never watched
    KnownMarks m_known;                                               ///< of the same size
    std::unordered_map<const Device *, Topic<ValueFeed>> m_deviceTopics;
    std::map<MessageKey, Topic<QueueFeed<QVariant>>> m_messageTopics;
    Topic<QueueFeed<TaskInfo>> m_taskTopic;
    Topic<QueueFeed<LockInfo>> m_lockTopic;
    std::vector<std::shared_ptr<Port>> m_ports;
    std::unordered_map<SubscriptionId, std::unique_ptr<Feed>> m_feeds;
    std::unordered_map<SubscriptionId, Wish> m_wishes; ///< of devices, there or not
};
} // namespace podium::engine
