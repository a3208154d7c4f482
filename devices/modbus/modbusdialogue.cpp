// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusdialogue.h"

#include "devices/modbus/modbusframer.h"

#include <algorithm>

namespace podium::devices
{
using engine::TraceKind;

namespace
{
constexpr std::size_t mostAsked = 64;

bool isMessage(TraceKind kind) { return kind != TraceKind::Connected && kind != TraceKind::Lost && kind != TraceKind::Unfinished; }

std::optional<ModbusFrame> frameOf(const engine::TraceEntry &entry, bool isRtu)
{
    if (!isMessage(entry.kind))
        return {};
    if (!isRtu)
        return MbapFramer::parts(entry.text);
    const bool isCut = entry.size > entry.text.size(); // its checksum is among what was cut
    return isCut ? RtuFramer::parts(entry.text + QByteArray(RtuFramer::checksum, '\0')) : RtuFramer::parts(entry.text);
}
} // namespace

std::optional<ModbusDialogue::Message> ModbusDialogue::next(const engine::TraceEntry &entry)
{
    const auto frame = frameOf(entry, m_isRtu);
    if (!frame)
        return {};
    Message message{frame->unit, frame->pdu, entry.kind == TraceKind::Sent || entry.kind == TraceKind::TimedOut, {}};
    const auto isIts = [&](const auto &asked) { return asked.first == frame->id; };
    if (message.isRequest) {
        std::erase_if(m_asked, isIts);
        m_asked.emplace_back(frame->id, frame->pdu);
        if (m_asked.size() > mostAsked)
            m_asked.pop_front();
    } else if (const auto asked = std::find_if(m_asked.begin(), m_asked.end(), isIts); asked != m_asked.end()) {
        message.answers = asked->second;
    }
    return message;
}
} // namespace podium::devices
