// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"

#include <optional>
#include <vector>

namespace podium::ui
{
/// Something that a stop drill sets in motion.
struct DrillMover {
    engine::ParameterView *position;
    engine::DeviceView *device;
    engine::Quantity home{}; ///< where it was before the drill

    /// The end of its range that is farther away, for the longest way; empty: it has no limits.
    std::optional<engine::Quantity> farEnd() const;
    /// Its limits and its place have reached the window.
    bool isKnown() const { return std::holds_alternative<engine::Quantity>(position->state().reading.value); }
    bool isBusy() const { return engine::isBusy(device->status().state); }
};

/// Of each device that can be stopped the first quantity that moves it.
std::vector<DrillMover> drillMovers(engine::Views &views);
} // namespace podium::ui
