// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace podium::ui
{
/// Colours by meaning; the theme says what they are.
enum class Tone : quint8 {
    Text,
    Muted,
    Window,
    Base,
    Line,    ///< frames, limit marks
    Busy,    ///< moving, pending edits
    Minor,
    Major,
    Invalid,
    Lost,
};

/// Every drawing of the one icon family in resources/icons.
enum class Icon : quint8 {
    Stop, Cancel, Apply, Collect, Pause, Resume, Home, MuchLess, Less, More, MuchMore, Reset,
    Lock, Unlock, Protected, Unprotected, OwnWindow, PutBack, Close, Filter,
    Motor, Stage, Supply, Meter, Heater, Shutter, Detector, Rotator, Device, Group,
    StateOk, StateOn, StateBusy, StateAlarm, StateDisconnected, StateStale,
    Log, Tasks, Traffic, Tree, Podium,
};

/// The icon in a tone of the theme that is set when it is painted: it follows a change of the theme by itself.
QIcon makeIcon(Icon icon, Tone tone = Tone::Text);
/// The drawing for the family of this name, as in engine/model/family.
Icon familyIcon(const QString &name);
} // namespace podium::ui
