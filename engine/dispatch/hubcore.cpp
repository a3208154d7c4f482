// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hubcore.h"

namespace podium::engine
{
namespace
{
void collect(const TaskCore &task, std::vector<TaskInfo> &infos)
{
    if (task.record().isFinished())
        return;
    infos.push_back(task.record().info());
    for (const auto &child : task.children())
        collect(*child, infos);
}
} // namespace

HubCore::HubCore(Engine &engine, Bench &bench, LockTable &locks)
    : m_engine(engine)
    , m_bench(bench)
    , m_locks(locks)
    , m_gate(engine.gate())
{
    QObject::connect(&bench, &Bench::parameterChanged, this, &HubCore::parameterChanged);
    QObject::connect(&bench, &Bench::deviceChanged, this, [this](const Device &device) { tell(device); });
    QObject::connect(&bench, &Bench::deviceMessage, this,
                     [this](const Device &device, const QString &name, const QVariant &payload) {
                         publish(device.id(), name, payload);
                     });
    QObject::connect(&bench, &Bench::deviceAdded, this, &HubCore::deviceAdded);
    QObject::connect(&bench, &Bench::deviceLeft, this, &HubCore::deviceLeft);
    QObject::connect(&locks, &LockTable::lockChanged, this, &HubCore::lockChanged);
    QObject::connect(&engine, &Engine::taskChanged, this, [this](const TaskInfo &info) {
        for (auto *feed : m_taskTopic)
            feed->push(info);
    });
}

HubCore::~HubCore()
{
    m_feeds.clear();
    for (auto &[id, wish] : m_wishes)
        letGo(wish);
}

void HubCore::add(SubscriptionId id, Wish wish)
{
    attach(id, wish);
    if (!wish.device.isEmpty() && wish.target->generation() != 0)
        m_wishes.emplace(id, std::move(wish));
}

void HubCore::attach(SubscriptionId id, const Wish &wish)
{
    try {
        auto feed = wish.make(*this, portOf(wish.inbox));
        if (feed->sync())
            m_feeds.emplace(id, std::move(feed));
    } catch (const Error &error) {
        log::write(log::Level::Warning, QStringLiteral("hub"), error.message());
    }
}

void HubCore::sync(SubscriptionId id)
{
    const auto found = m_feeds.find(id);
    const auto wish = m_wishes.find(id);
    if (found != m_feeds.end() && !found->second->sync())
        m_feeds.erase(found);
    if (wish == m_wishes.end() || wish->second.target->generation() != 0)
        return;
    letGo(wish->second);
    m_wishes.erase(wish);
}

/// The target goes in its own thread.
void HubCore::letGo(Wish &wish)
{
    wish.make = nullptr;
    portOf(wish.inbox)->retire(std::move(wish.target));
}

void HubCore::deviceAdded(const Device &device)
{
    for (const auto &[id, wish] : m_wishes)
        if (wish.device == device.id())
            attach(id, wish);
}

void HubCore::deviceLeft(const Device &device)
{
    for (auto feed = m_feeds.begin(); feed != m_feeds.end();) {
        if (feed->second->device() == &device) {
            feed->second->detach();
            feed = m_feeds.erase(feed);
        } else {
            ++feed;
        }
    }
    m_deviceTopics.erase(&device);
    for (const auto &parameter : device.parameters())
        if (const auto index = static_cast<std::size_t>(parameter->index()); index < m_known.size()) {
            m_known[index] = false;
            m_parameterTopics[index].reset(); // another parameter may get this place
        }
}

std::shared_ptr<Port> HubCore::portOf(const std::shared_ptr<Inbox> &inbox)
{
    std::erase_if(m_ports, [](const auto &port) { return port.use_count() == 1 && !port->isInFlight(); });
    for (const auto &port : m_ports)
        if (port->inbox() == inbox)
            return port;
    return m_ports.emplace_back(std::make_shared<Port>(m_engine, m_traffic, inbox));
}

Topic<ValueFeed> &HubCore::topicOf(const Parameter &parameter)
{
    const auto index = static_cast<std::size_t>(parameter.index());
    if (index >= m_parameterTopics.size()) {
        m_parameterTopics.resize(std::max(index + 1, m_bench.parameters().size()));
        m_known.resize(m_parameterTopics.size());
    }
    auto &topic = m_parameterTopics[index];
    if (!topic)
        topic = std::make_unique<Topic<ValueFeed>>();
    return *topic;
}

void HubCore::parameterChanged(const Parameter &parameter, ParameterChange what)
{
    Traffic::add(m_traffic.changes, 1);
    tell(parameter, what == ParameterChange::Reading ? Changed::Reading : Changed::Anything);
}

void HubCore::tell(const Parameter &parameter, Changed what)
{
    const auto index = static_cast<std::size_t>(parameter.index());
    if (index >= m_known.size() || (what == Changed::Reading && m_known[index]) || !m_parameterTopics[index])
        return;
    bool allKnow = true;
    for (auto *feed : *m_parameterTopics[index])
        allKnow = feed->changed(what) && allKnow;
    m_known[index] = allKnow;
}

void HubCore::tell(const Device &device)
{
    const auto topic = m_deviceTopics.find(&device);
    if (topic == m_deviceTopics.end())
        return;
    for (auto *feed : topic->second)
        feed->changed(Changed::Anything);
}

void HubCore::lockChanged(const LockInfo &info)
{
    for (auto *feed : m_lockTopic)
        feed->push(info);
    if (!m_bench.find(info.address)) {
        const auto address = Address::parse(info.address);
        if (const auto *parameter = address ? m_bench.find(*address) : nullptr)
            tell(*parameter, Changed::Anything);
        return;
    }
    const QString below = info.address + QLatin1Char('/');
    for (const auto &device : m_bench.devices()) {
        if (device->id() != info.address && !device->id().startsWith(below))
            continue;
        tell(*device);
        for (const auto &parameter : device->parameters())
            tell(*parameter, Changed::Anything);
    }
}

std::vector<TaskInfo> HubCore::activeTasks() const
{
    std::vector<TaskInfo> infos;
    for (const auto &root : m_engine.tasks())
        if (const auto task = m_engine.find(root.id))
            collect(*task, infos);
    return infos;
}

void HubCore::publish(const DeviceId &device, const QString &name, const QVariant &payload)
{
    const auto topic = m_messageTopics.find(MessageKey(device, name));
    if (topic == m_messageTopics.end())
        return;
    for (auto *feed : topic->second)
        feed->push(payload);
}
} // namespace podium::engine
