// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/turns.h"

namespace podium::devices
{
Turns::Turn::~Turn()
{
    if (m_turns)
        m_turns->pass();
}

void Turns::pass()
{
    m_taken = false;
    if (m_waiting.empty())
        return;
    auto *next = m_waiting.front();
    m_waiting.pop_front();
    m_taken = true;
    next->m_mine = true;
    next->wake();
}

TurnWait::~TurnWait()
{
    leave();
    if (m_mine) // it was given the turn and never came to use it
        m_turns.pass();
}

bool TurnWait::ready()
{
    if (m_turns.m_taken)
        return false;
    m_turns.m_taken = true;
    m_mine = true;
    return true;
}

void TurnWait::abort()
{
    leave();
    wake();
}

void TurnWait::leave() { std::erase(m_turns.m_waiting, this); }

Turns::Turn TurnWait::await_resume()
{
    throwIfCancelled();
    m_mine = false;
    return Turns::Turn(&m_turns);
}
} // namespace podium::devices
