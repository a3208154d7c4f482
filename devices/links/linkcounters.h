// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace podium::devices
{
/// What a link has seen since it was made.
struct LinkCounters {
    quint64 sent = 0;
    quint64 replies = 0;
    quint64 timeouts = 0;
    quint64 late = 0;        ///< replies that nobody wanted any more, discarded
    quint64 duplicates = 0;  ///< repeated lines, discarded
    quint64 unsolicited = 0; ///< lines that nobody had asked for
    quint64 heldBack = 0;    ///< writes that died at the writer: older epoch or latch
    quint64 resyncs = 0;
    quint64 losses = 0; ///< attempts that failed and connections that were lost
};
} // namespace podium::devices
