// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/wait.h"

#include <deque>
#include <utility>

namespace podium::devices
{
class TurnWait;

/// Lets one operation at a time speak to an instrument where several messages belong together, in the order of asking.
/// Thread: the engine's.
class Turns
{
public:
    /// Holds the turn while it lives.
    class Turn
    {
    public:
        explicit Turn(Turns *turns = nullptr)
            : m_turns(turns)
        {
        }
        Turn(Turn &&other) noexcept
            : m_turns(std::exchange(other.m_turns, nullptr))
        {
        }
        Turn &operator=(Turn &&) = delete;
        ~Turn();

    private:
        Turns *m_turns;
    };

    /// const auto turn = co_await turns.take(); Cancel: gives up waiting.
    TurnWait take();

private:
    friend class TurnWait;
    void pass();

    std::deque<TurnWait *> m_waiting;
    bool m_taken = false;
};

class [[nodiscard]] TurnWait final : public engine::Wait
{
public:
    explicit TurnWait(Turns &turns)
        : m_turns(turns)
    {
    }
    ~TurnWait() override;
    void abort() override;
    Turns::Turn await_resume();

protected:
    bool ready() override;
    void arm() override { m_turns.m_waiting.push_back(this); }

private:
    friend class Turns;
    void leave();

    Turns &m_turns;
    bool m_mine = false;
};

inline TurnWait Turns::take() { return TurnWait(*this); }
} // namespace podium::devices
