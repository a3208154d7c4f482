// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusframer.h"

namespace podium::devices
{
namespace
{
constexpr qsizetype mbapHeader = 7;
constexpr int longestPdu = 253;
constexpr int crcSize = 2;

int byteAt(const QByteArray &bytes, qsizetype at) { return static_cast<quint8>(bytes.at(at)); }
int wordAt(const QByteArray &bytes, qsizetype at) { return (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1); }

/// The length of a reply on a serial line, 0 while it cannot be known, -1 for a function that nobody asked for.
qsizetype rtuLength(const QByteArray &bytes)
{
    if (bytes.size() < 3)
        return 0;
    const int function = byteAt(bytes, 1);
    if ((function & 0x80) != 0)
        return 3 + crcSize;
    switch (function) {
    case 1:
    case 2:
    case 3:
    case 4:
        return 3 + byteAt(bytes, 2) + crcSize;
    case 5:
    case 6:
    case 8:
    case 15:
    case 16:
        return 6 + crcSize;
    default:
        return -1;
    }
}
} // namespace

quint16 modbusCrc(const QByteArray &bytes)
{
    constexpr quint16 polynomial = 0xa001;
    quint16 crc = 0xffff;
    for (const char byte : bytes) {
        crc = static_cast<quint16>(crc ^ static_cast<quint8>(byte));
        for (int bit = 0; bit < 8; ++bit)
            crc = static_cast<quint16>((crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1);
    }
    return crc;
}

QByteArray MbapFramer::framed(const ModbusFrame &frame) const
{
    const auto length = frame.pdu.size() + 1;
    QByteArray bytes;
    for (const auto word : {qsizetype(frame.id), qsizetype(0), length})
        bytes.append(static_cast<char>(word >> 8)).append(static_cast<char>(word));
    return bytes.append(static_cast<char>(frame.unit)).append(frame.pdu);
}

std::optional<ModbusFrame> MbapFramer::next()
{
    if (!m_fault.isEmpty() || m_buffer.size() < mbapHeader)
        return {};
    const int protocol = wordAt(m_buffer, 2);
    const int length = wordAt(m_buffer, 4);
    if (protocol != 0)
        m_fault = QStringLiteral("its protocol number is %1, not 0, so it does not speak Modbus TCP").arg(protocol);
    else if (length < 2 || length > longestPdu + 1)
        m_fault = QStringLiteral("its length is %1, not 2 to %2").arg(length).arg(longestPdu + 1);
    if (!m_fault.isEmpty() || m_buffer.size() < mbapHeader - 1 + length)
        return {};
    ModbusFrame frame{static_cast<quint16>(wordAt(m_buffer, 0)), static_cast<quint8>(m_buffer.at(6)),
                      m_buffer.mid(mbapHeader, length - 1), m_buffer.first(mbapHeader - 1 + length)};
    m_buffer.remove(0, frame.raw.size());
    return frame;
}

QByteArray RtuFramer::framed(const ModbusFrame &frame) const
{
    auto bytes = QByteArray(1, static_cast<char>(frame.unit)) + frame.pdu;
    const auto crc = modbusCrc(bytes);
    return bytes.append(static_cast<char>(crc)).append(static_cast<char>(crc >> 8));
}

std::optional<ModbusFrame> RtuFramer::next()
{
    if (!m_fault.isEmpty())
        return {};
    const auto length = rtuLength(m_buffer);
    if (length < 0)
        m_fault = QStringLiteral("it has the function %1, which nobody asked for").arg(byteAt(m_buffer, 1));
    if (length <= 0 || m_buffer.size() < length)
        return {};
    if (modbusCrc(m_buffer.first(length)) != 0) {
        m_fault = QStringLiteral("its checksum is wrong");
        return {};
    }
    ModbusFrame frame{0, static_cast<quint8>(m_buffer.at(0)), m_buffer.mid(1, length - 1 - crcSize), m_buffer.first(length)};
    m_buffer.remove(0, length);
    return frame;
}
} // namespace podium::devices
