// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbustraffic.h"

#include "devices/modbus/modbuspdu.h"

namespace podium::devices
{
QString ModbusTraffic::inWords(const engine::TraceEntry &entry)
{
    const auto message = m_dialogue.next(entry);
    if (!message)
        return {};
    const auto words = message->isRequest ? modbus::requestText(message->pdu) : modbus::replyText(message->answers, message->pdu);
    return words.isEmpty() ? words : QStringLiteral("unit %1: %2").arg(QString::number(message->unit), words);
}
} // namespace podium::devices
