// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbustraffic.h"

#include "devices/modbus/modbuspdu.h"

namespace podium::devices
{
using engine::TraceKind;

namespace
{
constexpr std::size_t mostAsked = 64;

struct Frame {
    quint16 id = 0;
    quint8 unit = 0;
    QByteArray pdu;
};

/// Nothing for what has not the length of a frame.
std::optional<Frame> frameOf(const QByteArray &bytes, bool isRtu)
{
    constexpr qsizetype mbapHeader = 7;
    constexpr qsizetype crcSize = 2;
    if (isRtu && bytes.size() > 2 + crcSize - 1)
        return Frame{0, static_cast<quint8>(bytes.at(0)), bytes.mid(1).chopped(crcSize)};
    if (!isRtu && bytes.size() > mbapHeader)
        return Frame{static_cast<quint16>((static_cast<quint8>(bytes.at(0)) << 8) | static_cast<quint8>(bytes.at(1))),
                     static_cast<quint8>(bytes.at(mbapHeader - 1)), bytes.mid(mbapHeader)};
    return {};
}
} // namespace

QString ModbusTraffic::inWords(const engine::TraceEntry &entry)
{
    const bool isMessage = entry.kind != TraceKind::Connected && entry.kind != TraceKind::Lost && entry.kind != TraceKind::Unfinished;
    const auto frame = isMessage ? frameOf(entry.text, m_isRtu) : std::nullopt;
    if (!frame)
        return {};
    QString words;
    if (entry.kind == TraceKind::Sent || entry.kind == TraceKind::TimedOut) {
        m_asked[frame->id] = frame->pdu;
        if (m_asked.size() > mostAsked)
            m_asked.erase(m_asked.begin());
        words = modbus::requestText(frame->pdu);
    } else {
        const auto asked = m_asked.find(frame->id);
        words = modbus::replyText(asked == m_asked.end() ? QByteArray() : asked->second, frame->pdu);
    }
    return words.isEmpty() ? words : QStringLiteral("unit %1: %2").arg(QString::number(frame->unit), words);
}
} // namespace podium::devices
