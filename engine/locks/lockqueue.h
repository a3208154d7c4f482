// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace podium::engine
{
class Lockable;
class LockRequest;

/// Exclusive: the lock itself is wanted. Below: something below it is wanted, so that nobody else may have it.
enum class LockMode : quint8 { Exclusive, Below };

/// The place of one waiting request in the queue of one lockable.
struct LockEntry {
    LockRequest *request = nullptr;
    Lockable *lockable = nullptr;
    LockMode mode = LockMode::Exclusive;
    LockEntry *previous = nullptr;
    LockEntry *next = nullptr;
    LockEntry *previousExclusive = nullptr; ///< for exclusive entries
    LockEntry *nextExclusive = nullptr;     ///< for exclusive entries
};

/// The waiting requests of one lockable in the order in which they came; every step takes constant time.
///
/// The entries belong to their requests and stay where they are while they are linked.
class LockQueue
{
public:
    LockEntry *first() const { return m_first; }
    LockEntry *firstExclusive() const { return m_firstExclusive; }
    bool isEmpty() const { return m_first == nullptr; }
    void append(LockEntry &entry);
    void remove(LockEntry &entry);

private:
    LockEntry *m_first = nullptr;
    LockEntry *m_last = nullptr;
    LockEntry *m_firstExclusive = nullptr;
    LockEntry *m_lastExclusive = nullptr;
};
} // namespace podium::engine
