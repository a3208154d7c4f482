// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/boundedqueue.h"

#include <set>

namespace podium::engine
{
namespace
{
template <class T, class KeyOf>
quint64 keepLastOfEach(std::deque<T> &items, KeyOf keyOf)
{
    const auto half = items.size() / 2;
    std::set<std::decay_t<std::invoke_result_t<KeyOf, const T &>>> later;
    std::deque<T> kept;
    for (auto item = items.rbegin(); item != items.rend(); ++item)
        if (later.insert(keyOf(*item)).second)
            kept.push_front(std::move(*item));
    quint64 lost = 0;
    for (; kept.size() > half; ++lost)
        kept.pop_front();
    items.swap(kept);
    return lost;
}
} // namespace

quint64 makeRoom(std::deque<TaskInfo> &items)
{
    return keepLastOfEach(items, [](const TaskInfo &info) { return info.id; });
}

quint64 makeRoom(std::deque<LockInfo> &items)
{
    return keepLastOfEach(items, [](const LockInfo &info) { return info.address; });
}
} // namespace podium::engine
