// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/op.h"

namespace podium::engine
{
class Device;

/// Stops a device and confirms it: what a task's stop action awaits. Implemented above, in engine/stop.
class StopService
{
public:
    virtual ~StopService() = default;
    /// Joins a stop of this device that is under way and sends no second byte. Cancel: not cancelled by anybody.
    /// Errors: Device when the stop could not be confirmed.
    virtual Op<void> stopAndConfirm(Device &device) = 0;
    /// True from the request to the confirmation or to giving up: no new motion may begin in between.
    virtual bool isStopping(const Device &device) const = 0;
    /// The device leaves the bench: what watches it ends, and the mark of a motion that nobody saw end stays under its id.
    /// Ends when nothing refers to the device any more.
    virtual Op<void> release(Device &device) = 0;
};
} // namespace podium::engine
