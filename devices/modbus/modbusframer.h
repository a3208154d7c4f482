// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace podium::devices
{
/// A request or a reply with what a line puts around it.
struct ModbusFrame {
    quint16 id = 0; ///< of the transaction; a serial line has none
    quint8 unit = 0;
    QByteArray pdu;
    QByteArray raw; ///< as it stood on the line
};

/// Puts requests into frames and finds the replies in a stream of bytes, however it is sliced.
/// Thread: one at a time.
class ModbusFramer
{
public:
    virtual ~ModbusFramer() = default;

    virtual QByteArray framed(const ModbusFrame &frame) const = 0;
    /// The next reply that is whole. Empty: more bytes are needed, or there is a fault().
    virtual std::optional<ModbusFrame> next() = 0;

    void append(const QByteArray &bytes) { m_buffer += bytes; }
    /// Why the bytes that came are no frame; nothing more is told until reset().
    const QString &fault() const { return m_fault; }
    /// The bytes of a frame that is not whole, or broken.
    const QByteArray &partial() const { return m_buffer; }
    void reset()
    {
        m_buffer.clear();
        m_fault.clear();
    }

protected:
    QByteArray m_buffer;
    QString m_fault;
};

/// Frames with a transaction id and a length. Source: Modbus Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3.
class MbapFramer final : public ModbusFramer
{
public:
    QByteArray framed(const ModbusFrame &frame) const override;
    std::optional<ModbusFrame> next() override;
    /// What stands in one frame, whichever way it goes. Nothing: it is too short for one.
    static std::optional<ModbusFrame> parts(const QByteArray &raw);
};

/// Frames with a checksum, whose length follows from the function of the reply.
/// Source: Modbus over Serial Line V1.02, 2.5.1; the lengths from the Application Protocol V1.1b3, section 6.
class RtuFramer final : public ModbusFramer
{
public:
    static constexpr qsizetype checksum = 2; ///< Unit: bytes

    QByteArray framed(const ModbusFrame &frame) const override;
    std::optional<ModbusFrame> next() override;
    /// As of MbapFramer; the checksum is not looked at.
    static std::optional<ModbusFrame> parts(const QByteArray &raw);
};

/// The checksum of a frame, low byte first on the line. Source: Modbus over Serial Line V1.02, 2.5.1.2 and annex B.
quint16 modbusCrc(const QByteArray &bytes);
} // namespace podium::devices
