// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/states.h"

/// Sentences that explain to the operator why something is as it is.
namespace podium::ui
{
/// "locked by task 41, Scan (point 61), since 22 s"
QString lockText(const engine::LockHolder &holder, engine::TimePoint now);

/// Why a parameter cannot be set now, as far as that does not pass by itself; empty: it can. A lock is no reason: who is
/// refused because of one is offered to wait.
QString whyBlocked(const engine::DeviceDescription &device, const engine::DeviceStatus &status, const engine::ParameterSpec &spec,
                   const engine::Protection &protection, bool latched);
/// The same for a command; the state counts only while nobody holds the lock, because then one may wait.
QString whyBlocked(const engine::DeviceDescription &device, const engine::DeviceStatus &status, const engine::CommandSpec &spec,
                   bool latched);

/// How a task that did not succeed ended; empty if it did.
QString outcomeText(const engine::TaskInfo &task);
/// Whether a lock was among the reasons of a refusal: then waiting helps.
bool wasLocked(const engine::TaskInfo &task);
} // namespace podium::ui
