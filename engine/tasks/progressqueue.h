// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/taskinfo.h"

#include <deque>
#include <mutex>

namespace podium::engine
{
/// Progress on its way to one receiver: in order and complete, unless the receiver falls far behind; then the oldest
/// messages go and are counted.
///
/// Thread: any.
class ProgressQueue
{
public:
    static constexpr std::size_t limit = 4096;

    /// True when one more message waits; false when it took the place of the oldest.
    bool push(const Progress &progress)
    {
        std::lock_guard guard(m_mutex);
        m_queue.push_back(progress);
        if (m_queue.size() <= limit)
            return true;
        m_queue.pop_front();
        ++m_dropped;
        return false;
    }
    /// Errors: empty when nothing waits.
    std::optional<Progress> pop()
    {
        std::lock_guard guard(m_mutex);
        if (m_queue.empty())
            return std::nullopt;
        auto first = std::optional(std::move(m_queue.front()));
        m_queue.pop_front();
        return first;
    }
    quint64 dropped() const
    {
        std::lock_guard guard(m_mutex);
        return m_dropped;
    }

private:
    mutable std::mutex m_mutex;
    std::deque<Progress> m_queue;
    quint64 m_dropped = 0;
};
} // namespace podium::engine
