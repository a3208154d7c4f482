// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/jobcontrol.h"
#include "engine/tasks/operation.h"

#include <QThreadPool>
#include <QtConcurrentRun>

namespace podium::engine
{
namespace detail
{
template <class F>
struct JobResult {
    using Type = std::invoke_result_t<F &>;
};
template <class F>
    requires std::invocable<F &, JobControl &>
struct JobResult<F> {
    using Type = std::invoke_result_t<F &, JobControl &>;
};

/// A function, and what came out of it: the value or the error.
template <class F>
class JobState
{
public:
    using Result = typename JobResult<F>::Type;

    explicit JobState(F function) : m_function(std::move(function)) {}

    /// True for the first caller only: either the pool runs the function or the wait withdraws it.
    bool claim() { return !m_claimed.exchange(true, std::memory_order_acq_rel); }
    void run(JobControl &control)
    {
        try {
            F function = std::move(*m_function);
            m_function.reset();
            if constexpr (std::is_void_v<Result>)
                call(function, control);
            else
                m_value.emplace(call(function, control));
        } catch (...) {
            m_error = std::current_exception();
        }
    }
    void markDone()
    {
        m_done.store(true, std::memory_order_release);
        m_done.notify_all();
    }
    bool isDone() const { return m_done.load(std::memory_order_acquire); }
    void waitDone() const { m_done.wait(false, std::memory_order_acquire); }
    Result take()
    {
        if (m_error)
            std::rethrow_exception(m_error);
        if constexpr (!std::is_void_v<Result>)
            return std::move(*m_value);
    }

private:
    static Result call(F &function, JobControl &control)
    {
        if constexpr (std::invocable<F &, JobControl &>)
            return function(control);
        else
            return function();
    }

    struct Nothing {
    };
    std::optional<F> m_function;
    std::optional<std::conditional_t<std::is_void_v<Result>, Nothing, Result>> m_value;
    std::exception_ptr m_error;
    std::atomic<bool> m_claimed{false};
    std::atomic<bool> m_done{false};
};

/// The control of a job in the pool: cancel and pause are those of its promise.
class PoolControl final : public JobControl
{
public:
    PoolControl(std::shared_ptr<EngineGate> gate, std::weak_ptr<TaskCore> task, QPromise<void> &promise)
        : JobControl(std::move(gate), std::move(task))
        , m_promise(promise)
        , m_future(promise.future())
    {
    }
    bool isCancelled() const override { return m_promise.isCanceled(); }

protected:
    bool isPauseRequested() const override { return m_future.isSuspending() || m_future.isSuspended(); }
    void suspend() override { m_promise.suspendIfRequested(); }

private:
    QPromise<void> &m_promise;
    QFuture<void> m_future;
};

/// The control of a function that a virtual engine runs in place: nobody can cancel or pause it meanwhile.
class PlaceControl final : public JobControl
{
public:
    using JobControl::JobControl;
    bool isCancelled() const override { return false; }

protected:
    bool isPauseRequested() const override { return false; }
    void suspend() override {}
};
} // namespace detail

/// Waits for a function that runs in the engine's pool.
///
/// Cancel: before the stop actions begin a function that has not begun is withdrawn and a running one is told; it is awaited
/// after them, for it may use our frame.
template <class F>
class [[nodiscard]] JobWait final : public Wait
{
    using State = detail::JobState<F>;

public:
    explicit JobWait(F function) : m_state(std::make_shared<State>(std::move(function))) {}
    ~JobWait() override
    {
        if (!isArmed() || isWoken() || withdraw())
            return;
        m_future.cancel(); // only when the engine ends
        m_state->waitDone();
    }
    bool mustComplete() const override { return isArmed() && !m_state->isDone(); }
    void cancelBegins() override
    {
        m_future.cancel();
        withdraw();
    }
    void abort() override
    {
        m_future.cancel();
        if (withdraw())
            wake();
    }
    void pauseChanged() override { m_future.setSuspended(task()->isPauseRequested()); }
    typename State::Result await_resume()
    {
        throwIfCancelled();
        return m_state->take();
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        auto &engine = task()->engine();
        if (engine.isVirtual()) {
            detail::PlaceControl control(engine.gate(), task()->weak_from_this());
            m_state->claim();
            m_state->run(control);
            wake();
            return;
        }
        m_future = QtConcurrent::run(
            &engine.pool(), [state = m_state, gate = engine.gate(), core = task()->weak_from_this(),
                             alive = std::weak_ptr(m_alive), this](QPromise<void> &promise) {
                if (!state->claim())
                    return;
                detail::PoolControl control(gate, core, promise);
                state->run(control);
                state->markDone();
                gate->defer([alive, this] {
                    if (alive.lock())
                        wake();
                });
            });
        if (task()->isPauseRequested())
            m_future.suspend();
    }

private:
    bool withdraw()
    {
        m_isWithdrawn = m_isWithdrawn || m_state->claim();
        return m_isWithdrawn;
    }

    std::shared_ptr<State> m_state;
    bool m_isWithdrawn = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    QFuture<void> m_future;
};

/// A plain function as an operation: co_await inWorker([=] { return integrate(samples); }).
///
/// The function is R() or R(JobControl &); what it throws comes out of the operation. It is for computing: whatever blocks
/// on a device or a file belongs to a Worker. On a virtual engine it runs in place.
/// Thread: the function runs, and goes, in a thread of the engine's pool.
template <class F>
Op<typename detail::JobResult<F>::Type> inWorker(F function)
{
    co_return co_await JobWait<F>(std::move(function));
}

/// A task of its own from a plain function. One that takes a JobControl is offered a pause, so it has safe points.
/// Thread: the engine's.
template <class F>
auto runFunction(Engine &engine, const QString &label, F function, const TaskOptions &options = {})
{
    const auto body = [](F work) -> Op<typename detail::JobResult<F>::Type> {
        if constexpr (std::invocable<F &, JobControl &>)
            declarePausable();
        co_return co_await JobWait<F>(std::move(work));
    };
    return engine.run(label, body(std::move(function)), options);
}
} // namespace podium::engine
