// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace podium::devices
{
Backoff::Backoff(engine::Duration first, engine::Duration last, quint32 seed)
    : m_first(first)
    , m_last(last)
    , m_random(seed != 0 ? seed : QRandomGenerator::global()->generate())
{
}

engine::Duration Backoff::next()
{
    constexpr int enough = 20; // doublings; beyond, the span is the last one anyway
    const auto span = std::min(m_last, m_first * (engine::Duration::rep{2} << std::min(m_failures, enough)));
    ++m_failures;
    const auto part = std::uniform_real_distribution<double>(0.5, 1.0)(m_random);
    return std::chrono::duration_cast<engine::Duration>(std::chrono::duration<double, engine::Duration::period>(span) * part);
}
} // namespace podium::devices
