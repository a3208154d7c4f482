// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/oncancel.h"

#include "engine/tasks/engine.h"

namespace podium::engine
{
namespace
{
/// Keeps the action while its operation runs, because that may be a lambda which uses its captures.
Op<void> kept(std::shared_ptr<const std::function<Op<void>()>>, Op<void> stop)
{
    co_await std::move(stop);
}

Op<void> failed(std::exception_ptr error)
{
    std::rethrow_exception(error);
    co_return;
}
} // namespace

OnCancel::OnCancel(std::function<Op<void>()> action)
    : m_action(std::make_shared<const std::function<Op<void>()>>(std::move(action)))
    , m_task(currentTask())
    , m_exceptions(std::uncaught_exceptions())
{
    Q_ASSERT_X(m_task, "OnCancel", "lives in an operation only");
    m_task->addStop(this);
}

OnCancel::~OnCancel()
{
    m_task->removeStop(this);
    if (std::uncaught_exceptions() > m_exceptions && !m_task->cancelRequested())
        m_task->startStop(makeAction());
}

Op<void> OnCancel::makeAction() const
{
    try {
        return kept(m_action, (*m_action)());
    } catch (...) {
        return failed(std::current_exception());
    }
}
} // namespace podium::engine
