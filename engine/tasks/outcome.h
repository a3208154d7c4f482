// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

/// The words for how a task stands and how it ended (DESIGN section 2).
namespace podium::engine
{
Q_NAMESPACE

enum class TaskState : quint8 { Queued, Running, Paused, Cancelling, Finished };
Q_ENUM_NS(TaskState)

enum class Outcome : quint8 { Succeeded, Failed, Cancelled };
Q_ENUM_NS(Outcome)

enum class ErrorKind : quint8 { Timeout, Disconnected, Refused, Device, Deadlock, Internal };
Q_ENUM_NS(ErrorKind)

/// Why a task was cancelled; Stopped: its device was stopped by someone else or by STOP ALL.
enum class CancelReason : quint8 { User, Parent, Stopped, Shutdown };
Q_ENUM_NS(CancelReason)

/// Why a write or a command was refused; the order is the order in which refusals are listed.
enum class RefusalKind : quint8 {
    Unknown,     ///< no such device, parameter or command
    Access,      ///< not writable, not readable
    Type,        ///< not a value of the parameter's type, or a wrong number of arguments
    Unit,        ///< no unit, or one of another dimension
    NotFinite,   ///< NaN or infinity
    Choice,      ///< not one of the choices
    DeviceLimit, ///< outside what the device allows
    SoftLimit,   ///< outside what people allow
    Protected,   ///< write-protected by an operator
    Disconnected,///< the link is down
    State,       ///< not allowed in the device's present state
    Interlock,   ///< an interlock rule refuses it
    Latched,     ///< STOP ALL is latched
    Locked,      ///< another task holds the lock
};
Q_ENUM_NS(RefusalKind)
} // namespace podium::engine
