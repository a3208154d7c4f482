// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/task.h"

namespace podium::engine
{
class Bench;
class Device;

/// Reads the device's parameters again and again, each by its period, as a service task; pauses while it is disconnected.
/// An empty handle if there is nothing to poll.
Task<void> startPolling(Device &device);
/// Marks readings as Stale that are older than three of their periods.
void startStaleWatch(Bench &bench);
} // namespace podium::engine
