// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/trafficfeed.h"

namespace podium::engine
{
TrafficFeed::TrafficFeed(std::shared_ptr<Port> port, std::shared_ptr<TargetOf<TrafficBatch>> target, Engine &engine, LinkPort &link)
    : Feed(std::move(port), target)
    , m_target(std::move(target))
    , m_engine(engine)
    , m_link(&link)
{
}

TrafficFeed::~TrafficFeed()
{
    if (m_link)
        m_link->removeWatcher(*this);
}

void TrafficFeed::begin()
{
    if (m_link) {
        for (const auto &entry : m_link->trace())
            m_queue.push(entry);
        m_link->addWatcher(*this);
    }
    mark();
}

void TrafficFeed::end()
{
    if (m_link)
        m_link->removeWatcher(*this);
    m_queue.clear();
}

void TrafficFeed::traced(const TraceEntry &entry)
{
    m_queue.push(entry);
    mark();
}

void TrafficFeed::linkRemoved()
{
    m_link = nullptr;
    mark();
}

void TrafficFeed::fill(Batch &batch)
{
    TrafficBatch news;
    news.lost = m_queue.takeLost();
    Traffic::add(traffic().dropped, news.lost);
    auto items = m_queue.takeItems();
    news.entries.assign(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
    news.isRemoved = !m_link;
    news.now = m_engine.now();
    news.wall = std::chrono::system_clock::now();
    batch.size += std::max<std::size_t>(1, news.entries.size());
    batch.others.push_back([target = m_target, sentUnder = generation(), news = std::move(news)] { target->deliver(sentUnder, news); });
}
} // namespace podium::engine
