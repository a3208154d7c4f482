// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusdialogue.h"

namespace podium::devices
{
/// Says the messages of one Modbus line as a Python program has them, which has the same exchange: requests as they are written
/// by hand, answers as their values. Thread: one at a time.
class ModbusScript
{
public:
    /// IsRtu: the frames are those of a serial line.
    explicit ModbusScript(bool isRtu) : m_dialogue(isRtu) {}

    struct Message {
        QString text;    ///< "unit 1 read holding 100 2"; of an answer "5 7", "on off", "written" or "exception 2"
        QString answers; ///< of an answer: the text of the request
    };
    /// One message after the other, in their order. Nothing: it cannot be said by hand, or answers what cannot be or is not known.
    std::optional<Message> said(const engine::TraceEntry &entry);

    /// The Python class Talk, derived from Line, which sends such requests and receives such answers.
    static QString program();

private:
    ModbusDialogue m_dialogue;
};
} // namespace podium::devices
