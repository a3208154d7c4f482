// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockinfo.h"

#include <deque>

namespace podium::engine
{
/// Makes room in a full queue and returns how many entries were lost: the oldest one goes.
template <class T>
quint64 makeRoom(std::deque<T> &items)
{
    items.pop_front();
    return 1;
}
/// Only the last change of each task, of each lock, is kept; if that does not free half of the queue, the oldest go.
quint64 makeRoom(std::deque<TaskInfo> &items);
quint64 makeRoom(std::deque<LockInfo> &items);

/// A queue that never grows beyond its capacity and counts what it had to drop.
template <class T>
class BoundedQueue
{
public:
    explicit BoundedQueue(int capacity) : m_capacity(static_cast<std::size_t>(std::max(1, capacity))) {}

    void push(T value)
    {
        if (m_items.size() >= m_capacity)
            m_lost += makeRoom(m_items);
        m_items.push_back(std::move(value));
    }
    void clear()
    {
        m_items.clear();
        m_lost = 0;
    }
    /// What is in the queue, which is empty then.
    std::deque<T> takeItems() { return std::exchange(m_items, {}); }
    /// How many were dropped since the last call.
    quint64 takeLost() { return std::exchange(m_lost, 0); }

private:
    std::size_t m_capacity;
    std::deque<T> m_items;
    quint64 m_lost = 0;
};
} // namespace podium::engine
