// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/target.h"
#include "engine/tasks/engine.h"

namespace podium::engine
{
class Feed;

/// How often a hub delivers, and what it has counted. Thread: the engine's writes, any reads the counts.
struct Traffic {
    Duration frame = std::chrono::milliseconds(33);
    std::atomic<quint64> changes{0};
    std::atomic<quint64> delivered{0};
    std::atomic<quint64> dropped{0};

    /// Cheaper than an atomic addition, and enough for one writer.
    static void add(std::atomic<quint64> &count, quint64 by)
    {
        count.store(count.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }
};

/// What one frame hands over to one thread; the targets of the latest outlive it.
struct Batch {
    std::vector<LatestItem> latest;
    std::vector<std::function<void()>> others;
    quint64 size = 0; ///< values, for the count

    void run();
};

/// The way to one thread: the feeds that have something for it, and the batch that it has not consumed yet.
///
/// At most one batch is on its way, and none is made before a frame has passed; without changes there is no timer.
/// Thread: the engine's.
class Port : public std::enable_shared_from_this<Port>
{
public:
    Port(Engine &engine, Traffic &traffic, std::shared_ptr<Inbox> inbox);
    ~Port();
    Port(const Port &) = delete;
    Port &operator=(const Port &) = delete;

    const std::shared_ptr<Inbox> &inbox() const { return m_inbox; }
    Traffic &traffic() const { return m_traffic; }
    bool isInFlight() const { return m_inFlight; }

    /// The feed has something to deliver, and is not in the list.
    void add(Feed &feed);
    void remove(Feed &feed);
    /// Lets go of the target in its own thread, after all batches that may name it.
    void retire(std::shared_ptr<Target> target);
    void consumed();

private:
    struct Consumer;

    void schedule();
    void flush();

    Engine &m_engine;
    Traffic &m_traffic;
    std::shared_ptr<Inbox> m_inbox;
    std::shared_ptr<Consumer> m_consumer;
    std::vector<Feed *> m_dirty; ///< null: removed meanwhile
    std::optional<Timers::Id> m_timer;
    TimePoint m_notBefore{};
    bool m_inFlight = false;
};

/// Calls the function now if this is the engine's thread, else there, soon.
void onEngineThread(const std::shared_ptr<EngineGate> &gate, std::function<void()> function);
} // namespace podium::engine
