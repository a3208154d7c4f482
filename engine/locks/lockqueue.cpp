// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockqueue.h"

namespace podium::engine
{
void LockQueue::append(LockEntry &entry)
{
    entry.previous = m_last;
    (m_last ? m_last->next : m_first) = &entry;
    m_last = &entry;
    if (entry.mode != LockMode::Exclusive)
        return;
    entry.previousExclusive = m_lastExclusive;
    (m_lastExclusive ? m_lastExclusive->nextExclusive : m_firstExclusive) = &entry;
    m_lastExclusive = &entry;
}

void LockQueue::remove(LockEntry &entry)
{
    (entry.previous ? entry.previous->next : m_first) = entry.next;
    (entry.next ? entry.next->previous : m_last) = entry.previous;
    entry.previous = entry.next = nullptr;
    if (entry.mode != LockMode::Exclusive)
        return;
    (entry.previousExclusive ? entry.previousExclusive->nextExclusive : m_firstExclusive) = entry.nextExclusive;
    (entry.nextExclusive ? entry.nextExclusive->previousExclusive : m_lastExclusive) = entry.previousExclusive;
    entry.previousExclusive = entry.nextExclusive = nullptr;
}
} // namespace podium::engine
