// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/taskrecord.h"

#include "engine/tasks/engine.h"
#include "engine/tasks/log.h"
#include "engine/tasks/subscriber.h"

#include <QCoreApplication>
#include <QThread>

namespace podium::engine
{
TaskRecord::TaskRecord(std::shared_ptr<EngineGate> gate) : m_gate(std::move(gate))
{
}

TaskRecord::~TaskRecord()
{
    if (m_error && !m_observed.load(std::memory_order_relaxed) && m_info.outcome == Outcome::Failed)
        log::write(log::Level::Error, m_info.label, QStringLiteral("failed unseen: %1").arg(m_info.error));
}

TaskInfo TaskRecord::info() const
{
    std::lock_guard guard(m_mutex);
    return m_info;
}

void TaskRecord::cancel(CancelReason reason)
{
    std::function<void(CancelReason)> canceller;
    std::weak_ptr<TaskCore> core;
    {
        std::lock_guard guard(m_mutex);
        if (isFinished())
            return;
        m_cancelRequest = reason;
        canceller = m_canceller;
        core = m_core;
    }
    if (canceller) {
        canceller(reason);
        return;
    }
    // Who ends its own child does so as its parent, so that the child's end is no surprise to it.
    const auto request = [self = shared_from_this(), reason] {
        if (const auto task = self->core())
            task->requestCancel(task->isBelow(currentTask()) ? CancelReason::Parent : reason);
    };
    if (m_gate->isEngineThread() && core.lock()) {
        request();
        m_gate->afterCall();
    } else {
        m_gate->post(request);
    }
}

bool TaskRecord::setDeadline(const Deadline &deadline)
{
    {
        std::lock_guard guard(m_mutex);
        if (isFinished() || m_canceller)
            return false;
    }
    return m_gate->post([self = shared_from_this(), deadline] {
        if (const auto task = self->core())
            task->setDeadline(deadline);
    });
}

bool TaskRecord::wait(Duration limit) const
{
    const auto *application = QCoreApplication::instance();
    if (m_gate->isEngineThread() || (application && QThread::currentThread() == application->thread()))
        throw Error(ErrorKind::Refused,
                    QStringLiteral("A blocking wait is refused on the engine and the GUI thread; use then() or co_await."));
    std::unique_lock lock(m_mutex);
    m_settled.wait_for(lock, limit, [this] { return isFinished(); });
    return isFinished();
}

void TaskRecord::subscribe(QObject *context, SettledHandler settled, ProgressHandler progress, SettledHandler abandoned)
{
    auto subscriber = std::make_shared<Subscriber>(
        context, m_gate, Subscriber::Handlers{std::move(settled), std::move(progress), std::move(abandoned)});
    {
        std::lock_guard guard(m_mutex);
        if (m_latest && subscriber->wantsProgress())
            Subscriber::tellProgress(subscriber, *m_latest);
        if (!isFinished()) {
            m_subscribers.push_back(std::move(subscriber));
            return;
        }
    }
    Subscriber::tellSettled(std::move(subscriber), shared_from_this());
}

void TaskRecord::publishProgress(const Progress &progress)
{
    std::lock_guard guard(m_mutex);
    if (isFinished())
        return;
    m_latest = progress;
    m_info.progress = progress.fraction;
    m_info.progressText = progress.text;
    for (const auto &subscriber : m_subscribers)
        if (subscriber->wantsProgress())
            Subscriber::tellProgress(subscriber, progress);
}

void TaskRecord::settleLocked(std::unique_lock<std::mutex> &guard, Outcome outcome, const std::exception_ptr &error,
                              std::optional<CancelReason> reason)
{
    m_info.state = TaskState::Finished;
    m_info.outcome = outcome;
    m_info.reason = reason;
    m_info.waitingFor.clear();
    m_info.pauseRequested = false;
    m_error = error;
    if (outcome == Outcome::Failed) {
        const auto known = Error::from(error);
        m_info.errorKind = known.kind();
        m_info.error = known.message();
        m_info.causes = known.chain().mid(1);
        m_info.traffic = known.traffic();
        m_info.refusals = known.refusals();
    }
    auto subscribers = std::exchange(m_subscribers, {});
    const auto canceller = std::exchange(m_canceller, {}); // goes after the mutex: it may hold the last handle of another task
    m_core.reset();
    m_finished.store(true, std::memory_order_release);
    m_settled.notify_all();
    guard.unlock();
    for (auto &subscriber : subscribers)
        Subscriber::tellSettled(std::move(subscriber), shared_from_this());
}

void TaskRecord::setCanceller(const std::function<void(CancelReason)> &canceller)
{
    std::optional<CancelReason> request;
    {
        std::lock_guard guard(m_mutex);
        m_canceller = canceller;
        request = m_cancelRequest;
    }
    if (canceller && request)
        canceller(*request); // asked for before there was anybody to ask
}

std::shared_ptr<TaskCore> TaskRecord::core() const
{
    std::lock_guard guard(m_mutex);
    return m_core.lock();
}
} // namespace podium::engine
