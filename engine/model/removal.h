// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/bench.h"

/// How devices leave a running bench. Those below a device leave with it.
namespace podium::engine::removal
{
/// All reasons why these devices cannot leave just now: a task uses one, waits for it or holds its lock; it moves, or its
/// stop is not confirmed yet. What is not on the bench is no reason. Thread: the engine's.
std::vector<Refusal> whyNot(const Bench &bench, const QStringList &ids);

/// The tasks that a person sees behind that, once each.
std::vector<TaskId> usersOf(const Bench &bench, const QStringList &ids);

/// Takes the devices off the bench and destroys them, all or none. From the first moment nobody finds them any more; what
/// of them still runs (polling, set-up) is ended and awaited. The mark of one whose stop was not confirmed stays.
/// Errors: Refused with the reasons; then all of them are still there.
/// Cancel: it goes on to the end. Thread: the engine's, inside a task.
Op<void> remove(Bench &bench, QStringList ids);
} // namespace podium::engine::removal
