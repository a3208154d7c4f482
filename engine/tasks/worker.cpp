// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/worker.h"

#include <pthread.h>

namespace podium::engine
{
void detail::WorkerJob::execute()
{
    try {
        call(m_stop.get_token());
    } catch (...) {
        m_error = std::current_exception();
    }
}

void detail::WorkerJob::tell(const std::shared_ptr<WorkerJob> &self)
{
    m_done.store(true, std::memory_order_release);
    m_done.notify_all();
    gate->defer([self] {
        if (auto *wait = std::exchange(self->waiting, nullptr))
            wait->wake();
    });
}

void detail::WorkerJob::drop()
{
    m_error = std::make_exception_ptr(
        Error(ErrorKind::Disconnected, QStringLiteral("The worker of this call has ended before it could begin.")));
}

void detail::WorkerQueue::push(std::shared_ptr<WorkerJob> job, Lane lane)
{
    {
        std::lock_guard guard(m_mutex);
        if (!m_closed) {
            if (!m_thread.joinable()) {
                m_thread = std::thread([this] { run(); });
                pthread_setname_np(m_thread.native_handle(), m_name.constData());
            }
            (lane == Lane::Stop ? m_stop : m_normal).push_back(std::move(job));
            m_changed.notify_one();
            return;
        }
    }
    job->drop();
    job->tell(job);
}

bool detail::WorkerQueue::withdraw(const WorkerJob *job)
{
    std::lock_guard guard(m_mutex);
    const auto isJob = [job](const auto &queued) { return queued.get() == job; };
    return std::erase_if(m_stop, isJob) + std::erase_if(m_normal, isJob) > 0;
}

void detail::WorkerQueue::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_closed || !m_stop.empty() || !m_normal.empty(); });
        if (m_closed)
            return;
        auto &queue = m_stop.empty() ? m_normal : m_stop;
        m_running = std::move(queue.front());
        queue.pop_front();
        const auto job = m_running;
        lock.unlock();
        job->execute();
        lock.lock();
        m_running.reset();
        lock.unlock();
        job->tell(job);
        lock.lock();
    }
}

void detail::WorkerQueue::close()
{
    std::deque<std::shared_ptr<WorkerJob>> dropped;
    {
        std::lock_guard guard(m_mutex);
        m_closed = true;
        dropped.swap(m_stop);
        for (auto &job : m_normal)
            dropped.push_back(std::move(job));
        m_normal.clear();
        if (m_running)
            m_running->requestStop();
        m_changed.notify_all();
    }
    for (const auto &job : dropped) {
        job->drop();
        job->tell(job);
    }
    if (m_thread.joinable())
        m_thread.join();
}

Worker::Worker(const QString &name)
    : m_queue(std::make_shared<detail::WorkerQueue>(name.toUtf8().left(15)))
{
}

Worker::~Worker()
{
    m_queue->close();
}
} // namespace podium::engine
