// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"
#include "engine/tasks/wait.h"

#include <functional>
#include <memory>
#include <optional>

namespace podium::devices
{
/// co_await StopWait<Result>(messages, send, written): hands all messages of a stop over before anything else happens, or leaves
/// them to be the first after the next connection; ends when each was answered. Cancel: gives up waiting; they are sent all the
/// same. Thread: the engine's, inside a task.
template <class Result>
class [[nodiscard]] StopWait final : public engine::Wait
{
public:
    using Answered = std::function<void(const Result &)>;
    /// Hands over one of the messages, by its place; returns when its first byte left, empty: not yet.
    using Send = std::function<std::optional<engine::TimePoint>(std::size_t message, Answered answered)>;

    /// Written: told when the first byte of each message left; the caller must outlive the link's answers.
    StopWait(std::size_t messages, Send send, std::function<void(engine::TimePoint)> written)
        : m_count(messages)
        , m_send(std::move(send))
        , m_written(std::move(written))
    {
    }
    ~StopWait() override { m_answers->wait = nullptr; }

    void abort() override { wake(); }
    /// One result per message, in their order. Errors: the first of theirs.
    std::vector<Result> await_resume()
    {
        throwIfCancelled();
        for (const auto &result : m_answers->results)
            if (result.error)
                std::rethrow_exception(result.error);
        return std::move(m_answers->results);
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        m_answers->wait = this;
        m_answers->missing = m_count;
        m_answers->results.resize(m_count);
        for (std::size_t i = 0; i < m_count; ++i) {
            const auto answered = [answers = m_answers, i](const Result &result) {
                answers->results[i] = result;
                --answers->missing;
                if (!answers->wait)
                    return;
                if (result.written)
                    answers->wait->m_written(*result.written);
                if (answers->missing == 0)
                    answers->wait->wake();
            };
            if (const auto when = m_send(i, answered))
                m_written(*when);
        }
    }

private:
    struct Answers {
        std::vector<Result> results;
        std::size_t missing = 0;
        StopWait *wait = nullptr; // null when nobody waits any more
    };

    std::size_t m_count;
    Send m_send;
    std::function<void(engine::TimePoint)> m_written;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
};
} // namespace podium::devices
