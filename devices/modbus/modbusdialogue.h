// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/traceentry.h"

#include <deque>

namespace podium::devices
{
/// Takes the frames of one Modbus line apart, one after the other in their order, and tells what a reply answers. It remembers
/// the requests, since a reply does not say that. Thread: one at a time.
class ModbusDialogue
{
public:
    struct Message {
        quint8 unit = 0;
        QByteArray pdu;
        bool isRequest = false;
        QByteArray answers; ///< of a reply: the request; empty: nobody knows it
    };

    /// IsRtu: the frames are those of a serial line.
    explicit ModbusDialogue(bool isRtu) : m_isRtu(isRtu) {}

    /// Nothing: it is no frame. Of one that was cut in the trace the pdu is what is left of it.
    std::optional<Message> next(const engine::TraceEntry &entry);

private:
    bool m_isRtu;
    std::deque<std::pair<quint16, QByteArray>> m_asked; ///< the last ids and their PDUs; a serial line has the last one alone
};
} // namespace podium::devices
