// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockguard.h"

#include "engine/locks/lockarbiter.h"
#include "engine/tasks/taskcore.h"

#include <exception>
#include <utility>

namespace podium::engine
{
LockGuard::LockGuard() : m_exceptions(std::uncaught_exceptions())
{
}

LockGuard::LockGuard(LockGuard &&other) noexcept : m_exceptions(other.m_exceptions)
{
    take(std::exchange(other.m_hold, nullptr));
}

LockGuard &LockGuard::operator=(LockGuard &&other) noexcept
{
    if (this != &other) {
        leave();
        m_exceptions = other.m_exceptions;
        take(std::exchange(other.m_hold, nullptr));
    }
    return *this;
}

LockGuard::~LockGuard()
{
    leave();
}

void LockGuard::take(LockHold *hold)
{
    m_hold = hold;
    if (m_hold)
        m_hold->guard = this;
}

void LockGuard::leave()
{
    if (!m_hold)
        return;
    const auto &owner = *m_hold->owner;
    const bool unwinding = std::uncaught_exceptions() > m_exceptions;
    if (owner.task->isCancelling() || (unwinding && owner.isNeeded()))
        owner.arbiter->keepUntilTheEnd(*std::exchange(m_hold, nullptr));
    else
        release();
}

void LockGuard::release()
{
    if (auto *hold = std::exchange(m_hold, nullptr))
        hold->owner->arbiter->release(*hold);
}
} // namespace podium::engine
