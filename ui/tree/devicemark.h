// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/style/look.h"

#include <vector>

namespace podium::ui
{
/// What is out of the ordinary with a device, the worse the higher.
enum class Alarm : quint8 { None, Minor, Lost, Major, MotionUnknown };

/// The worst of it, in one word.
struct Mark {
    Alarm alarm = Alarm::None;
    QString word;
    bool operator==(const Mark &) const = default;
};

/// Of a device: its state, whether it is there, and the readings that are watched. motionUnknown: its stop was not confirmed.
Mark markOf(const engine::DeviceView &device, const std::vector<engine::ParameterView *> &watched, bool motionUnknown);

/// Who holds the device, or one of these parameters (a move holds no more than that); null: nobody.
const engine::LockHolder *lockOf(const engine::DeviceView &device, const std::vector<engine::ParameterView *> &watched);

/// Colour, line and glyph of a mark; its word is its own.
Look lookOf(Alarm alarm);
/// The icon of a mark; there is one for all but None.
Icon iconOf(Alarm alarm);
/// "!! major alarm"; empty for None.
QString markText(const Mark &mark);
} // namespace podium::ui
