// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/pressguard.h"

namespace podium::ui
{
namespace
{
using namespace std::chrono_literals;
constexpr engine::Duration escalateAfter = 300ms;
constexpr engine::Duration bounce = 40ms; ///< no finger is that fast
} // namespace

bool PressGuard::press(engine::TimePoint now, bool latched)
{
    if (latched && m_counted) {
        if (now - m_countedReleased.value_or(*m_counted) < escalateAfter)
            return false;
        if (m_released && now - *m_released < bounce)
            return false;
    }
    m_counted = now;
    m_countedReleased.reset();
    return true;
}

void PressGuard::release(engine::TimePoint now)
{
    m_released = now;
    if (!m_countedReleased)
        m_countedReleased = now;
}
} // namespace podium::ui
