// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linktrace.h"

#include <QStringList>

namespace podium::devices
{
/// What went over a link, a line for each message, to be read in a fixed pitch: when (before now), which way, and the bytes.
///
/// Bytes that are text stand in quotes with \r, \n, \t, \" and \\ escaped; a message with any other byte stands in
/// hexadecimal. Either is cut, and then its whole size is told. What comes out is printable, whatever went in.
/// Thread: any.
QStringList trafficLines(const std::vector<TraceEntry> &entries, engine::TimePoint now);
} // namespace podium::devices
