// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/bench.h"

namespace podium::engine
{
/// What to do about a lock that another task holds.
enum class IfLocked : quint8 { Refuse, Wait };
enum class MoveKind : quint8 { Absolute, Relative };

/// How people and scripts use a bench: everything is checked here, all reasons of a refusal are given at once.
///
/// Order of the reasons: RefusalKind. What cannot change is checked before waiting for the lock, everything again after.
/// Thread: the engine's, inside a task. Errors: Refused with refusals; then what the device says.
/// Cancel: a motion that was started is stopped and confirmed before the lock goes.
namespace operations
{
/// What a task does to what, the same for every call whatever its numbers: "move stage/x.position" (TaskInfo::operation).
/// A write that starts motion is a move.
QString writeName(const ParameterSpec &spec, const Address &address);
QString callName(const Address &address);

/// Ends when the device has accepted the value; a parameter that starts motion is moved (ends when settled).
Op<Value> write(Bench &bench, Address address, Value value, IfLocked ifLocked = IfLocked::Wait);
/// Relative: from the last setpoint (else the readback), by a difference of the unit.
Op<Value> move(Bench &bench, Address address, Quantity by, MoveKind kind, IfLocked ifLocked = IfLocked::Wait);
/// Asks the device now, and stores the reading.
Op<Value> read(Bench &bench, Address address);
Op<Value> call(Bench &bench, Address address, Arguments arguments, IfLocked ifLocked = IfLocked::Wait);

/// Remembers the setpoints of all writable parameters; restore writes the last remembered ones back.
void stash(Device &device);
Op<void> restore(Bench &bench, DeviceId device, IfLocked ifLocked = IfLocked::Wait);
/// Sends one message by hand over the link of this device, under the locks of all devices on that link, and returns the reply
/// (null: none came). As nobody knows what a Write does, it is refused if anything of these devices is protected, being
/// stopped, or kept by an interlock just now, and under the latch. A Read asks only: the caller says so.
Op<QByteArray> sendByHand(Bench &bench, DeviceId device, QByteArray message, MessageClass messageClass,
                          IfLocked ifLocked = IfLocked::Wait);
/// Ends when the readback is within tolerance of the value. Errors: Timeout at the deadline.
Op<void> waitForValue(Bench &bench, Address address, Quantity value, Quantity tolerance, Deadline deadline);

/// All reasons why this write would be refused just now, locks included; for panels that explain a disabled control.
std::vector<Refusal> whyNotWrite(Bench &bench, const Address &address, const Value &value, const TaskCore *task);
std::vector<Refusal> whyNotCall(Bench &bench, const Address &address, const Arguments &arguments, const TaskCore *task);
} // namespace operations
} // namespace podium::engine
