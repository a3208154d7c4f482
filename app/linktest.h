// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusdescription.h"
#include "devices/scpi/instrumentdescription.h"
#include "engine/tasks/operation.h"

namespace podium::app
{
/// Connects to an address as the description of an instrument says, waits until the identity has answered, and closes.
/// Returns what answered; empty: something, which does not say what it is. Nothing but the question for the identity is sent.
/// Errors: Refused for an address that is none; Timeout, saying why there was no good answer.
/// Cancel: the connection is closed. Thread: the engine's, inside a task.
engine::Op<QString> testLink(QString address, devices::InstrumentDescription description);
engine::Op<QString> testLink(QString address, devices::ModbusDescription description);
} // namespace podium::app
