// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/boundedqueue.h"
#include "engine/dispatch/feed.h"
#include "engine/tasks/log.h"

namespace podium::engine
{
template <class T>
void deliverAll(Batch &batch, const std::shared_ptr<TargetOf<T>> &target, quint64 sentUnder, std::deque<T> items)
{
    batch.size += items.size();
    batch.others.push_back([target, sentUnder, values = std::move(items)] {
        for (const auto &value : values)
            target->deliver(sentUnder, value);
    });
}

/// Every event of one kind, in order, in a bounded queue; first what is current.
template <class T>
class QueueFeed final : public Feed
{
public:
    using Current = std::function<std::vector<T>()>;

    QueueFeed(std::shared_ptr<Port> port, std::shared_ptr<TargetOf<T>> target, Topic<QueueFeed> &topic, Current current)
        : Feed(std::move(port), target)
        , m_target(std::move(target))
        , m_topic(topic)
        , m_current(std::move(current))
    {
    }

    void push(const T &event)
    {
        m_queue.push(event);
        mark();
    }

    void fill(Batch &batch) override
    {
        if (const auto lost = m_queue.takeLost()) {
            Traffic::add(traffic().dropped, lost);
            log::write(log::Level::Warning, QStringLiteral("hub"),
                       QStringLiteral("A subscriber was so slow that %1 events for it were dropped.").arg(lost));
        }
        deliverAll(batch, m_target, generation(), m_queue.takeItems());
    }

protected:
    void begin() override
    {
        m_topic.push_back(this);
        for (const auto &event : m_current())
            push(event);
    }
    void end() override
    {
        std::erase(m_topic, this);
        m_queue.clear();
    }

private:
    static constexpr int capacity = 10000;

    std::shared_ptr<TargetOf<T>> m_target;
    Topic<QueueFeed> &m_topic;
    Current m_current;
    BoundedQueue<T> m_queue{capacity};
};
} // namespace podium::engine
