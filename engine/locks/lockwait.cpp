// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockwait.h"

#include "engine/locks/lockarbiter.h"
#include "engine/locks/locktable.h"
#include "engine/locks/locktext.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
/// Errors: Internal, in the request, when there is no table any more.
bool takeNow(LockRequest &request, TaskCore &task)
{
    if (request.wanted.empty())
        return true;
    auto *table = request.wanted.front()->table();
    if (!table) {
        request.error = std::make_exception_ptr(Error(
            ErrorKind::Internal, QStringLiteral("The table of locks is gone, so nothing can be locked any more.")));
        return true;
    }
    auto &arbiter = table->arbiter();
    request.owner = &arbiter.recordOf(task);
    return arbiter.take(request);
}
} // namespace

LockWait::LockWait(std::vector<Lockable *> what, QString reason, Deadline deadline)
    : m_request(std::move(what), std::move(reason))
    , m_deadline(deadline)
{
    m_request.wait = this;
}

LockWait::~LockWait()
{
    stopTimer();
    if (m_request.isQueued())
        m_request.owner->arbiter->withdraw(m_request);
}

void LockWait::stopTimer()
{
    if (m_timer)
        task()->engine().timers().remove(*m_timer);
    m_timer.reset();
}

bool LockWait::ready()
{
    return takeNow(m_request, *task());
}

void LockWait::arm()
{
    auto &arbiter = *m_request.owner->arbiter;
    arbiter.enqueue(m_request);
    if (!m_deadline.isNone()) {
        auto &engine = task()->engine();
        const auto now = engine.now();
        m_timer = engine.at(now + std::min(m_deadline.duration(), TimePoint::max() - now), [this] {
            m_timer.reset();
            if (!m_request.isQueued())
                return;
            const auto error = lockTimeout(m_request, m_deadline.duration(), task()->engine().now());
            m_request.owner->arbiter->fail(m_request, std::make_exception_ptr(error));
        });
    }
    arbiter.checkDeadlock(m_request, false);
}

void LockWait::blockers(std::vector<TaskCore *> &tasks) const
{
    for (const auto &blocker : m_request.blockers())
        tasks.push_back(blocker.task());
}

void LockWait::recheck()
{
    if (m_request.isQueued())
        m_request.owner->arbiter->checkDeadlock(m_request, false);
}

void LockWait::abort()
{
    if (m_request.isQueued())
        m_request.owner->arbiter->withdraw(m_request);
    wake();
}

LockGuard LockWait::await_resume()
{
    stopTimer();
    if (task()->isCancelling()) {
        m_request.guard.release(); // the body has not seen it
        throwIfCancelled();
    }
    if (m_request.error)
        std::rethrow_exception(m_request.error);
    return std::move(m_request.guard);
}

std::optional<LockGuard> tryLock(std::vector<Lockable *> what, QString reason)
{
    auto *task = currentTask();
    Q_ASSERT_X(task, "tryLock", "is called in an operation only");
    LockRequest request(std::move(what), std::move(reason));
    if (!takeNow(request, *task))
        return std::nullopt;
    if (request.error)
        std::rethrow_exception(request.error);
    return std::move(request.guard);
}
} // namespace podium::engine
