// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QtGlobal>

#include <random>

namespace podium::devices
{
/// How long to wait before the next attempt: doubling from first to last, each drawn from the upper half of its span, so that
/// many links do not come back in step.
class Backoff
{
public:
    /// Seed 0 is drawn by chance.
    Backoff(engine::Duration first, engine::Duration last, quint32 seed);

    engine::Duration next();
    /// The attempt succeeded: begin again at the first.
    void reset() { m_failures = 0; }
    int failures() const { return m_failures; }

private:
    engine::Duration m_first;
    engine::Duration m_last;
    std::mt19937 m_random;
    int m_failures = 0;
};
} // namespace podium::devices
