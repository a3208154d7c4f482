// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/bench.h"

/// The checks that stand before every write and command, in the order of RefusalKind.
namespace podium::engine::permission
{
using Refusals = std::vector<Refusal>;

/// What a wait for a lock cannot change: access, value, limits, protection, the latch.
Refusals beforeLock(const Parameter &parameter, const Value &value);
Refusals beforeLock(const Device &device, const CommandSpec &command, const Arguments &arguments);
/// Everything but the lock itself. A parameter that starts motion may be written only at rest.
Refusals all(const Bench &bench, const Parameter &parameter, const Value &value);
Refusals all(const Bench &bench, const Device &device, const CommandSpec &command, const Arguments &arguments);
/// Of a message by hand that may do anything to these devices.
Refusals all(const Bench &bench, const std::vector<Device *> &devices);
/// The holder's name, if another task tree holds it.
Refusals locked(const Lockable &lockable, const TaskCore *task);

/// Errors: Refused with all the reasons.
void throwIfAny(Refusals refusals);
/// Errors: Cancelled by Stopped when the running task began before the last STOP ALL.
void requireEpoch();
} // namespace podium::engine::permission
