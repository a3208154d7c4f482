// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QString>

namespace podium::devices
{
/// Where a Modbus unit is, and how frames look on the way there:
/// `modbus+tcp://host:502?unit=1`, `modbus+rtu:///dev/ttyUSB0?baud=9600&parity=even&unit=1`, and
/// `modbus+rtu://host:4001?unit=1` for the frames of a serial line behind a device server.
struct ModbusAddress {
    /// What carries the bytes: "tcp://host:502", "serial:///dev/ttyUSB0?baud=9600&parity=even".
    QString carrier;
    quint8 unit = 1;
    bool isRtu = false;
    int baud = 0; ///< of a serial line; 0: another carries the frames

    /// Whether a text is meant as such an address, by what it begins with.
    static bool isOne(const QString &text);
    static bool isRtuOne(const QString &text);
    /// What it begins with: "modbus+tcp".
    static QString scheme(bool isRtu);

    /// Errors: Refused for another scheme, no unit number, or one that no unit can have, with an example.
    static ModbusAddress parse(const QString &text);

    /// The silence that ends a frame: 3.5 characters, 1.75 ms above 19200 baud.
    /// Source: Modbus over Serial Line V1.02, 2.5.1.1.
    engine::Duration silence() const;
    /// How long so many bytes are on the line.
    engine::Duration onTheLine(qsizetype bytes) const;
};
} // namespace podium::devices
