// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/wait.h"

#include <QFuture>

#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace podium::engine
{
template <class T>
class Op;
template <class T>
class Task;
template <class T>
class FutureWait;
template <class T>
class TaskWait;

namespace detail
{
/// The coroutine that the running task resumes next: a trampoline keeps the stack flat at every optimisation level.
inline thread_local std::coroutine_handle<> t_next;

void bodyDone(TaskCore *task) noexcept;

struct PromiseBase {
    std::coroutine_handle<> continuation;
    TaskCore *task = nullptr;
    std::exception_ptr error;

    struct FinalAwaiter {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> ended) noexcept
        {
            auto &promise = ended.promise();
            if (promise.continuation)
                t_next = promise.continuation;
            else
                bodyDone(promise.task);
        }
        void await_resume() noexcept {}
    };

    std::suspend_always initial_suspend() noexcept { return {}; }
    FinalAwaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }

    template <class T>
    auto await_transform(Op<T> op)
    {
        return typename Op<T>::Awaiter(std::move(op));
    }
    template <class T>
    auto await_transform(QFuture<T> future)
    {
        return FutureWait<T>(std::move(future), task);
    }
    template <class T>
    auto await_transform(const Task<T> &other)
    {
        return TaskWait<T>(other.record(), task);
    }
    template <class W>
        requires std::derived_from<std::remove_cvref_t<W>, Wait>
    W &&await_transform(W &&wait)
    {
        wait.attach(task);
        return static_cast<W &&>(wait);
    }
};

template <class T>
struct Promise : PromiseBase {
    std::optional<T> value;
    Op<T> get_return_object();
    template <class U>
    void return_value(U &&result)
    {
        value.emplace(std::forward<U>(result));
    }
    T take()
    {
        if (error)
            std::rethrow_exception(error);
        return std::move(*value);
    }
};

template <>
struct Promise<void> : PromiseBase {
    Op<void> get_return_object();
    void return_void() {}
    void take()
    {
        if (error)
            std::rethrow_exception(error);
    }
};
} // namespace detail

/// What to do: a lazy coroutine. Awaited it runs inside the awaiting task; given to Engine::run or spawn it makes a task.
///
/// Parameters are taken by value, or refer to objects that outlive the task. Cancelled must not be swallowed.
/// Thread: created, resumed and destroyed on the engine thread only.
template <class T = void>
class [[nodiscard]] Op
{
public:
    using promise_type = detail::Promise<T>;
    using Value = T;
    using Handle = std::coroutine_handle<promise_type>;

    Op() = default;
    explicit Op(Handle handle) : m_handle(handle) {}
    Op(Op &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Op &operator=(Op &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Op()
    {
        if (m_handle)
            m_handle.destroy();
    }

    class Awaiter
    {
    public:
        explicit Awaiter(Op op) : m_op(std::move(op)) {}
        bool await_ready() const noexcept { return false; }
        template <class P>
        void await_suspend(std::coroutine_handle<P> awaiting) noexcept
        {
            auto &promise = m_op.m_handle.promise();
            promise.task = awaiting.promise().task;
            promise.continuation = awaiting;
            detail::t_next = m_op.m_handle;
        }
        T await_resume() { return m_op.m_handle.promise().take(); }

    private:
        Op m_op;
    };

    bool isEmpty() const { return !m_handle; }
    promise_type &promise() { return m_handle.promise(); }
    Handle handle() const { return m_handle; }

private:
    Handle m_handle;
};

template <class T>
Op<T> detail::Promise<T>::get_return_object()
{
    return Op<T>(Op<T>::Handle::from_promise(*this));
}
inline Op<void> detail::Promise<void>::get_return_object()
{
    return Op<void>(Op<void>::Handle::from_promise(*this));
}
} // namespace podium::engine
