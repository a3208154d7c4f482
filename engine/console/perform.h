// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/command.h"
#include "engine/console/consoleoutput.h"

/// What the commands of the console do. A command that becomes a task of its own gives an Op; the others act at once.
/// Errors: Refused with reasons, then what the operation says.
/// Thread: the engine's.
namespace podium::engine::console
{
/// A task that a run has started.
struct StartedTask {
    Task<void> task;
    bool background = false;
};

/// What a command needs besides its arguments; it outlives the tasks that use it.
struct Context {
    Core &core;
    ConsoleOutput &output;
    QString startedBy;
    IfLocked ifLocked;
    std::vector<StartedTask> tasks; ///< of this run, in the order of their start, the finished ones too

    bool hasStarted(TaskId id) const;
};

// engine/console/devicecommands.cpp
Op<void> perform(Context &context, Move command);
Op<void> perform(Context &context, Set command);
Op<void> perform(Context &context, Call command);

// engine/console/readcommands.cpp
Op<void> perform(Context &context, Get command);
Op<void> perform(Context &context, GetDevices command);
Op<void> perform(Context &context, GetAll command);

// engine/console/taskcommands.cpp
Op<void> perform(Context &context, WaitForTasks command);
Op<void> perform(Context &context, Sleep command);
void perform(Context &context, const Cancel &command);
void perform(Context &context, const Pause &command);
void perform(Context &context, const ListTasks &command);
void perform(Context &context, const ListLocks &command);
void perform(Context &context, const Help &command);

// engine/console/stopcommands.cpp
/// Sends the stop on its way; it takes hold when the engine has done what is urgent.
void request(Context &context, const Stop &command);
/// After request() took hold: ends when the devices are known to stand still. Cancelling it cancels no stop.
Op<void> perform(Context &context, Stop command);
void perform(Context &context, const Reset &command);
void perform(Context &context, const Acknowledge &command);
} // namespace podium::engine::console
