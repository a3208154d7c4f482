// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/traceentry.h"

#include <vector>

namespace podium::engine
{
/// What went over a link since the last batch; the first batch has what the link still knows. A plain value.
struct TrafficBatch {
    std::vector<TraceEntry> entries;
    quint64 lost = 0;       ///< entries before these that were dropped because nobody took them
    bool isRemoved = false; ///< the link is gone: the last batch
    TimePoint now{};        ///< of the engine's clock, when the batch was made,
    std::chrono::system_clock::time_point wall{}; ///< and of the wall's
};
} // namespace podium::engine
