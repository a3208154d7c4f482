// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/valuefeeds.h"

#include "engine/dispatch/queuefeed.h"

namespace podium::engine
{
void ValueFeed::begin()
{
    m_topic.push_back(this);
    changed(Changed::Anything);
}

void LatestFeed::fill(Batch &batch)
{
    auto &item = batch.latest.emplace_back(&m_target, generation());
    if (std::exchange(m_whole, false))
        item.whole = std::make_unique<ParameterState>(stateOf(m_parameter));
    else
        item.reading = m_parameter.reading();
    m_known[static_cast<std::size_t>(m_parameter.index())] = false;
    ++batch.size;
}

bool LosslessFeed::changed(Changed)
{
    m_known[static_cast<std::size_t>(m_parameter.index())] = false; // also at the very first: it is new here
    m_queue.push(stateOf(m_parameter));
    mark();
    return false;
}

void LosslessFeed::end()
{
    ValueFeed::end();
    m_queue.clear();
}

void LosslessFeed::fill(Batch &batch)
{
    auto items = m_queue.takeItems();
    items.front().lost = m_queue.takeLost();
    Traffic::add(traffic().dropped, items.front().lost);
    deliverAll(batch, m_target, generation(), std::move(items));
}

void DeviceFeed::fill(Batch &batch)
{
    batch.others.push_back([target = m_target, sentUnder = generation(), status = statusOf(m_device)] {
        target->deliver(sentUnder, status);
    });
    ++batch.size;
}
} // namespace podium::engine
