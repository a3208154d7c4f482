// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace podium::devices
{
/// What a USB adapter says it is, whatever number its port has got.
struct UsbIdentity {
    quint16 vendor = 0;
    quint16 product = 0;
    QString serial; ///< empty: any

    bool operator==(const UsbIdentity &) const = default;
};

/// How the line is set up.
struct SerialSettings {
    enum class Parity : quint8 { None, Even, Odd, Mark, Space };
    enum class StopBits : quint8 { One, OneAndHalf, Two };
    enum class Flow : quint8 { None, Hardware, Software };

    qint32 baud = 9600;
    int dataBits = 8; ///< 5 to 8
    Parity parity = Parity::None;
    StopBits stopBits = StopBits::One;
    Flow flow = Flow::None;

    /// What one byte takes on the line, start, parity and stop bits included. Unit: bits
    double bitsPerByte() const;
    bool operator==(const SerialSettings &) const = default;
};

/// A serial port by the path of its device file or by the identity of its USB adapter, with the settings of the line:
/// serial:///dev/ttyUSB0?baud=9600&data=8&parity=none&stop=1&flow=none or serial://usb:0403:6001:A50285BI?baud=9600.
struct SerialAddress {
    QString path;                   ///< absolute; empty if usb is given
    std::optional<UsbIdentity> usb; ///< looked up at each open
    SerialSettings settings;

    /// A setting that is not given is 9600 baud, 8 data bits, no parity, 1 stop bit, no flow control.
    /// Errors: Refused for another scheme, a path that is not absolute, ids that are not four hexadecimal digits, and a
    /// setting that is unknown, given twice or out of its range; each says what is allowed.
    static SerialAddress parse(const QString &text);
    /// The same for two spellings of one address: the baud rate, then the settings that are not the usual ones.
    QString toString() const;
    bool operator==(const SerialAddress &) const = default;
};
} // namespace podium::devices
