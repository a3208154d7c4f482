// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/taskinfo.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace podium::engine
{
class Engine;

/// The door to an engine for every thread; it stays usable, and says no, after the engine is gone.
///
/// Two queues: ordinary functions run between slices of the engine, urgent ones between any two resumptions of a slice.
/// Thread: any, unless said.
class EngineGate
{
public:
    using Functions = std::vector<std::function<void()>>;

    /// wake is called under the gate's mutex by any thread; runNow after it, on the engine's thread alone, and may be empty.
    explicit EngineGate(std::function<void()> wake, std::function<void()> runNow = {});

    /// False when the engine is gone; the function is then dropped.
    bool post(std::function<void()> function);
    /// Like post, but never runs anything inside the call, also on a virtual engine.
    bool defer(std::function<void()> function);
    bool postUrgent(std::function<void()> function);

    /// Services count for themselves, far above, so that the tasks that people see are numbered without gaps.
    TaskId nextId(bool service)
    {
        return (service ? m_serviceIds : m_ids).fetch_add(1, std::memory_order_relaxed) + 1;
    }

    /// The epoch of motion: raised by STOP ALL; what was started before may not write any more.
    quint64 epoch() const { return m_epoch.load(std::memory_order_acquire); }
    quint64 raiseEpoch() { return m_epoch.fetch_add(1, std::memory_order_acq_rel) + 1; }
    /// STOP ALL is latched: nothing that moves or energises may be sent until reset, whatever its epoch.
    bool isLatched() const { return m_latched.load(std::memory_order_acquire); }
    void setLatched(bool latched) { m_latched.store(latched, std::memory_order_release); }

    /// A call into the engine ends: a virtual one runs what is ready, if this is its thread.
    void afterCall()
    {
        if (m_runNow && isEngineThread() && m_engine)
            m_runNow();
    }

    bool hasUrgent() const { return m_hasUrgent.load(std::memory_order_acquire); }
    bool isEngineThread() const { return m_thread.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

    /// Engine thread: what was posted since the last call.
    void takePosted(Functions &functions);
    void takeUrgent(Functions &functions);
    bool hasPosted() const;
    void setEngineThread(std::thread::id id) { m_thread.store(id, std::memory_order_relaxed); }
    void close();
    void setEngine(Engine *engine) { m_engine = engine; }
    Engine *engine() const { return m_engine; } ///< null when it is gone

private:
    bool enqueue(Functions &queue, std::function<void()> &&function, bool urgent);

    mutable std::mutex m_mutex;
    std::function<void()> m_wake;
    std::function<void()> m_runNow;
    Engine *m_engine = nullptr;
    Functions m_posted;
    Functions m_urgent;
    bool m_closed = false;
    std::atomic<bool> m_hasUrgent{false};
    std::atomic<quint64> m_epoch{0};
    std::atomic<bool> m_latched{false};
    std::atomic<TaskId> m_ids{0};
    std::atomic<TaskId> m_serviceIds{TaskId(1) << 40};
    std::atomic<std::thread::id> m_thread{};
};
} // namespace podium::engine
