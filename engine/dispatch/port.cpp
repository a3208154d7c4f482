// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/port.h"

#include "engine/dispatch/feed.h"

namespace podium::engine
{
namespace
{
/// A batch on its way; when it is gone, consumed or not, the port may send the next one.
struct Parcel {
    Batch batch;
    std::shared_ptr<EngineGate> gate;
    std::weak_ptr<Port> port;

    ~Parcel()
    {
        onEngineThread(gate, [sender = port] {
            if (const auto alive = sender.lock())
                alive->consumed();
        });
    }
};
} // namespace

/// The far end of a port. Thread: the context's.
struct Port::Consumer {
    bool isBusy = false;
    std::vector<std::shared_ptr<Target>> retired;

    void run(Batch &batch)
    {
        isBusy = true;
        batch.run();
        isBusy = false;
        retired.clear();
    }
    /// A handler with an event loop of its own may get here in the middle of a batch.
    void retire(const std::shared_ptr<Target> &target)
    {
        if (isBusy)
            retired.push_back(target);
    }
};

void onEngineThread(const std::shared_ptr<EngineGate> &gate, std::function<void()> function)
{
    if (gate->isEngineThread())
        function();
    else
        gate->post(std::move(function));
}

void Batch::run()
{
    for (auto &item : latest)
        item.target->take(item);
    for (const auto &other : others)
        other();
}

Port::Port(Engine &engine, Traffic &traffic, std::shared_ptr<Inbox> inbox)
    : m_engine(engine)
    , m_traffic(traffic)
    , m_inbox(std::move(inbox))
    , m_consumer(std::make_shared<Consumer>())
{
}

Port::~Port()
{
    if (m_timer)
        m_engine.timers().remove(*m_timer);
}

void Port::add(Feed &feed)
{
    feed.place = static_cast<qsizetype>(m_dirty.size());
    m_dirty.push_back(&feed);
    schedule();
}

void Port::remove(Feed &feed)
{
    if (feed.place >= 0)
        m_dirty[static_cast<std::size_t>(std::exchange(feed.place, -1))] = nullptr;
}

void Port::retire(std::shared_ptr<Target> target)
{
    m_inbox->post([consumer = m_consumer, last = std::move(target)] { consumer->retire(last); });
}

void Port::consumed()
{
    m_inFlight = false;
    if (!m_dirty.empty())
        schedule();
}

void Port::schedule()
{
    if (m_timer || m_inFlight)
        return;
    m_timer = m_engine.at(m_notBefore, [this] { flush(); });
    m_engine.scheduler().wake(); // a virtual clock has no alarm
}

void Port::flush()
{
    m_timer.reset();
    const auto parcel = std::make_shared<Parcel>();
    parcel->gate = m_engine.gate();
    parcel->batch.latest.reserve(m_dirty.size());
    for (auto *feed : m_dirty) {
        if (!feed)
            continue;
        feed->place = -1;
        feed->fill(parcel->batch);
    }
    m_dirty.clear();
    if (parcel->batch.size == 0)
        return;
    parcel->port = weak_from_this();
    m_inFlight = true;
    m_notBefore = m_engine.now() + m_traffic.frame;
    Traffic::add(m_traffic.delivered, parcel->batch.size);
    m_inbox->post([consumer = m_consumer, parcel] { consumer->run(parcel->batch); });
}
} // namespace podium::engine
