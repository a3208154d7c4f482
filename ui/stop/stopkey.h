// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QKeyEvent;

namespace podium::ui
{
/// What the fixed keys ask for. No key map can take them away.
enum class StopKey : quint8 {
    None,
    StopAll,    ///< Ctrl+K, Shift+Esc
    CancelTask, ///< Ctrl+.
    Reset,      ///< Ctrl+Shift+K
};

/// What a press asks for, by its letter, and on a layout without Latin letters by its place on the keyboard.
StopKey stopKeyOf(const QKeyEvent &event);
} // namespace podium::ui
