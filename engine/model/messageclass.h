// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace podium::engine
{
/// What a message may do to the bench; decides whether STOP ALL holds it back (DESIGN 4.3).
enum class MessageClass : quint8 {
    Read,     ///< asks only
    Write,    ///< may move or energise; carries the epoch of its task's start
    Stop,     ///< stops; goes ahead of everything and passes always
    Harmless, ///< changes something that neither moves nor energises
};
} // namespace podium::engine
