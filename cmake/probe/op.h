// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace podium::probe {

/// A value that counts how many of its kind live: below or above zero at the end means a destructor ran twice or never.
class Counted
{
public:
    Counted() { ++s_alive; }
    Counted(const Counted &) { ++s_alive; }
    Counted(Counted &&) noexcept { ++s_alive; }
    Counted &operator=(const Counted &) = default;
    Counted &operator=(Counted &&) = default;
    ~Counted() { --s_alive; }

    static int alive() { return s_alive; }
    static void forget() { s_alive = 0; }

private:
    inline static int s_alive = 0;
};

/// The smallest lazy coroutine that yields an int and hands over by symmetric transfer.
class Op
{
public:
    struct promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    struct Final
    {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(Handle handle) noexcept { return handle.promise().continuation; }
        void await_resume() noexcept {}
    };

    struct promise_type
    {
        Op get_return_object() { return Op(Handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        Final final_suspend() noexcept { return {}; }
        void return_value(int result) { value = result; }
        void unhandled_exception() { std::terminate(); }

        int value = 0;
        std::coroutine_handle<> continuation = std::noop_coroutine();
    };

    Op(Op &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Op(const Op &) = delete;
    Op &operator=(const Op &) = delete;
    Op &operator=(Op &&) = delete;
    ~Op()
    {
        if (m_handle)
            m_handle.destroy();
    }

    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller)
    {
        m_handle.promise().continuation = caller;
        return m_handle;
    }
    int await_resume() { return m_handle.promise().value; }

    int run()
    {
        m_handle.resume();
        return m_handle.promise().value;
    }

private:
    explicit Op(Handle handle) : m_handle(handle) {}

    Handle m_handle;
};

} // namespace podium::probe
