// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/operations.h"

/// The commands of the console language as values; console/grammar makes them of a text, console/perform carries them out.
namespace podium::engine::console
{
/// mv, mvr
struct Move {
    QString target; ///< a device or an address
    QString quantity;
    MoveKind kind = MoveKind::Absolute;
};
/// set
struct Set {
    Address address;
    QString value;
};
/// get
struct Get {
    std::vector<Address> addresses;
};
/// wm
struct GetDevices {
    QStringList devices;
};
/// wa
struct GetAll {
};
/// home, call
struct Call {
    Address address;
    QStringList arguments;
};
/// stop; without a device STOP ALL
struct Stop {
    std::optional<DeviceId> device;
};
/// reset
struct Reset {
};
/// acknowledge
struct Acknowledge {
    DeviceId device;
};
/// cancel; without an id all
struct Cancel {
    std::optional<TaskId> task;
};
/// pause, resume
struct Pause {
    TaskId task = 0;
    bool paused = true;
};
/// tasks
struct ListTasks {
};
/// locks
struct ListLocks {
};
/// wait; without an id for all background tasks
struct WaitForTasks {
    std::optional<TaskId> task;
    std::optional<Duration> limit;
};
/// sleep
struct Sleep {
    Duration duration{};
};
/// help
struct Help {
    QString command; ///< empty: all
};

using Command = std::variant<Move, Set, Get, GetDevices, GetAll, Call, Stop, Reset, Acknowledge, Cancel, Pause, ListTasks, ListLocks,
                             WaitForTasks, Sleep, Help>;
} // namespace podium::engine::console
