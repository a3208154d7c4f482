// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/boundedqueue.h"
#include "engine/dispatch/feed.h"
#include "engine/dispatch/trafficbatch.h"
#include "engine/model/linkport.h"

namespace podium::engine
{
/// Every message of one link in order, in a bounded queue. It watches the link only while the subscription is active.
class TrafficFeed final : public Feed, private LinkPort::Watcher
{
public:
    TrafficFeed(std::shared_ptr<Port> port, std::shared_ptr<TargetOf<TrafficBatch>> target, Engine &engine, LinkPort &link);
    ~TrafficFeed() override;

    void fill(Batch &batch) override;

protected:
    void begin() override;
    void end() override;

private:
    static constexpr int capacity = 5000;

    void traced(const TraceEntry &entry) override;
    void linkRemoved() override;

    std::shared_ptr<TargetOf<TrafficBatch>> m_target;
    Engine &m_engine;
    LinkPort *m_link; ///< null: removed
    BoundedQueue<TraceEntry> m_queue{capacity};
};
} // namespace podium::engine
