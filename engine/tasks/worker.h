// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/operation.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <stop_token>
#include <thread>

namespace podium::engine
{
/// Where a call waits for its worker: Stop overtakes everything that is Normal, but not the call that runs.
enum class Lane : quint8 { Normal, Stop };

namespace detail
{
/// One call of a worker: what to run, and who waits for it.
class WorkerJob
{
public:
    virtual ~WorkerJob() = default;

    void execute(); ///< Thread: the worker's, or the engine's when it is virtual
    void drop();    ///< fails the call, because the worker has ended
    void requestStop() { m_stop.request_stop(); }
    bool isDone() const { return m_done.load(std::memory_order_acquire); }
    void waitDone() const { m_done.wait(false, std::memory_order_acquire); }

    std::shared_ptr<EngineGate> gate; ///< null: nobody has to be told
    Wait *waiting = nullptr;          ///< Thread: the engine's

protected:
    virtual void call(std::stop_token token) = 0;
    void rethrow() const
    {
        if (m_error)
            std::rethrow_exception(m_error);
    }

private:
    friend class WorkerQueue;
    void tell(const std::shared_ptr<WorkerJob> &self);

    std::stop_source m_stop;
    std::exception_ptr m_error;
    std::atomic<bool> m_done{false};
};

/// The calls on their way to a worker, and its thread; it lives on while somebody waits for one of them.
class WorkerQueue
{
public:
    explicit WorkerQueue(QByteArray name) : m_name(std::move(name)) {}
    void push(std::shared_ptr<WorkerJob> job, Lane lane);
    /// True when the call had not begun; it is then forgotten.
    bool withdraw(const WorkerJob *job);
    void close(); ///< ends the thread; a second call does nothing

private:
    void run();

    QByteArray m_name;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::shared_ptr<WorkerJob>> m_stop;
    std::deque<std::shared_ptr<WorkerJob>> m_normal;
    std::shared_ptr<WorkerJob> m_running;
    bool m_closed = false;
};

template <class F>
class WorkerJobOf final : public WorkerJob
{
public:
    static constexpr bool takesToken = std::invocable<F &, std::stop_token>;
    using Result = typename std::conditional_t<takesToken, std::invoke_result<F &, std::stop_token>, std::invoke_result<F &>>::type;

    explicit WorkerJobOf(F function) : m_function(std::move(function)) {}
    Result take()
    {
        rethrow();
        if constexpr (!std::is_void_v<Result>)
            return std::move(*m_value);
    }

private:
    void call(std::stop_token token) override
    {
        F function = std::move(*m_function);
        m_function.reset();
        const auto invoke = [&]() -> Result {
            if constexpr (takesToken)
                return function(std::move(token));
            else
                return function();
        };
        if constexpr (std::is_void_v<Result>)
            invoke();
        else
            m_value.emplace(invoke());
    }

    struct Nothing {
    };
    std::optional<F> m_function;
    std::optional<std::conditional_t<std::is_void_v<Result>, Nothing, Result>> m_value;
};
} // namespace detail

/// Waits for a call of a worker.
///
/// Cancel: before the stop actions begin a queued call is withdrawn and a running one sees its stop_token; it is awaited
/// after them, for it may use our frame.
template <class F>
class [[nodiscard]] WorkerWait final : public Wait
{
    using Job = detail::WorkerJobOf<F>;

public:
    WorkerWait(std::shared_ptr<detail::WorkerQueue> queue, F function, Lane lane)
        : m_queue(std::move(queue))
        , m_job(std::make_shared<Job>(std::move(function)))
        , m_lane(lane)
    {
    }
    ~WorkerWait() override
    {
        m_job->waiting = nullptr;
        if (!isArmed() || isWoken() || withdraw())
            return;
        m_job->requestStop(); // only when the engine ends
        m_job->waitDone();
    }
    bool mustComplete() const override { return isArmed() && !m_job->isDone(); }
    void cancelBegins() override
    {
        if (!withdraw())
            m_job->requestStop();
    }
    void abort() override
    {
        if (withdraw())
            wake();
        else
            m_job->requestStop();
    }
    typename Job::Result await_resume()
    {
        throwIfCancelled();
        return m_job->take();
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        auto &engine = task()->engine();
        if (engine.isVirtual()) {
            m_job->execute();
            wake();
            return;
        }
        m_job->gate = engine.gate();
        m_job->waiting = this;
        m_queue->push(m_job, m_lane);
    }

private:
    bool withdraw()
    {
        m_isWithdrawn = m_isWithdrawn || m_queue->withdraw(m_job.get());
        return m_isWithdrawn;
    }

    std::shared_ptr<detail::WorkerQueue> m_queue;
    std::shared_ptr<Job> m_job;
    Lane m_lane;
    bool m_isWithdrawn = false;
};

/// One thread for a library that blocks: one per remote server or file, owned by its driver.
///
/// Calls of one lane run in the order in which they were awaited. On a virtual engine they run in place.
/// Thread: made, used and destroyed on the engine thread; the functions run, and go, in the worker's.
class Worker
{
public:
    /// The thread begins with the first call. Debuggers show its name; of a long one the first 15 bytes.
    explicit Worker(const QString &name);
    /// Waits for the call that runs, after telling its stop_token; those still queued fail as Disconnected.
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// co_await worker.call([&] { return library_read(handle); }): function is R() or R(std::stop_token).
    /// Errors: what the function throws.
    template <class F>
    WorkerWait<F> call(F function, Lane lane = Lane::Normal)
    {
        return WorkerWait<F>(m_queue, std::move(function), lane);
    }

private:
    std::shared_ptr<detail::WorkerQueue> m_queue;
};
} // namespace podium::engine
