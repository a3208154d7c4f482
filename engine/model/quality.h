// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

namespace podium::engine
{
/// How far a reading can be trusted. Lost: never read, or the link is down.
enum class Quality : quint8 { Valid, Stale, Invalid, Lost };

/// How far a reading is beyond its alarm limits.
enum class Severity : quint8 { None, Minor, Major };

/// The word for it, as it stands in JSON and files.
QLatin1StringView name(Quality quality);
QLatin1StringView name(Severity severity);
} // namespace podium::engine
