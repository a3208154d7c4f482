// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusframer.h"

#include "devices/modbus/modbusbytes.h"

namespace podium::devices
{
using modbus::byteAt;
using modbus::wordAt;

namespace
{
constexpr qsizetype mbapHeader = 7;
constexpr int longestPdu = 253;

/// The length of a reply on a serial line, 0 while it cannot be known, -1 for a function that nobody asked for.
qsizetype rtuLength(const QByteArray &bytes)
{
    if (bytes.size() < 3)
        return 0;
    const int function = byteAt(bytes, 1);
    if ((function & 0x80) != 0)
        return 3 + RtuFramer::checksum;
    switch (function) {
    case 1:
    case 2:
    case 3:
    case 4:
        return 3 + byteAt(bytes, 2) + RtuFramer::checksum;
    case 5:
    case 6:
    case 8:
    case 15:
    case 16:
        return 6 + RtuFramer::checksum;
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
    auto frame = parts(m_buffer.first(mbapHeader - 1 + length));
    m_buffer.remove(0, frame->raw.size());
    return frame;
}

std::optional<ModbusFrame> MbapFramer::parts(const QByteArray &raw)
{
    if (raw.size() <= mbapHeader)
        return {};
    return ModbusFrame{static_cast<quint16>(wordAt(raw, 0)), static_cast<quint8>(raw.at(mbapHeader - 1)), raw.mid(mbapHeader), raw};
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
    auto frame = parts(m_buffer.first(length));
    m_buffer.remove(0, length);
    return frame;
}

std::optional<ModbusFrame> RtuFramer::parts(const QByteArray &raw)
{
    if (raw.size() <= 1 + checksum)
        return {};
    return ModbusFrame{0, static_cast<quint8>(raw.at(0)), raw.mid(1).chopped(checksum), raw};
}
} // namespace podium::devices
