// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <optional>

namespace podium::ui
{
/// Tells a deliberate press from a bouncing contact, from an auto-repeat in disguise (X servers and remote desktops send a
/// held key as releases and presses at the same time), and for STOP ALL from a nervous double click.
///
/// While STOP ALL is latched a press escalates, so it counts only 300 ms after the release that ended the last one that
/// counted. While it is not latched every press counts.
class PressGuard
{
public:
    /// Whether this press is to be acted on; latched: it would escalate.
    bool press(engine::TimePoint now, bool latched);
    void release(engine::TimePoint now);

private:
    std::optional<engine::TimePoint> m_counted;         ///< the last press that counted
    std::optional<engine::TimePoint> m_countedReleased; ///< the release that ended it
    std::optional<engine::TimePoint> m_released;        ///< the last release
};
} // namespace podium::ui
