// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusdialogue.h"

namespace podium::devices
{
/// Says in words what the frames of one Modbus line mean: "unit 1: read 2 holding registers at 40001 (address 0)", and of the
/// reply "unit 1: 40001 = 5, 40002 = 7". Thread: one at a time.
class ModbusTraffic
{
public:
    /// IsRtu: the frames are those of a serial line.
    explicit ModbusTraffic(bool isRtu) : m_dialogue(isRtu) {}

    /// One message after the other, in their order. Empty: it is no whole frame.
    QString inWords(const engine::TraceEntry &entry);

private:
    ModbusDialogue m_dialogue;
};
} // namespace podium::devices
