// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/traffic/linklanguage.h"
#include "ui/traffic/trafficrow.h"

#include <vector>

namespace podium::ui
{
/// A Python 3 program, in ASCII and with nothing but the standard library, that has the same exchange with the instrument:
/// sends what was sent at the same distances, over TCP or a serial line, and compares what comes back.
///
/// A message that may write is sent only if the program is told so (--writes). What was cut in the trace cannot be sent, and
/// the program says so; what its language cannot say is a remark. Bytes and names are escaped, whatever is in them.
/// Thread: any.
QString trafficScript(const QString &link, const QString &address, const std::vector<TrafficRow> &rows, const ScriptLanguage &language = {});
} // namespace podium::ui
