// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace podium::devices::modbus
{
/// A request that a person has written as a line.
struct HandRequest {
    std::optional<quint8> unit; ///< none: the only one of the line
    QByteArray pdu;
    bool writes = false;
};

/// How such a line is written.
QString handForms();
/// Reads "read holding 100 2", "write coil 3 on", "write holding 100 5 6", each perhaps behind "unit 4"; addresses are counted
/// from 0, as on the wire. A single value is written by functions 5 and 6, several, or what is behind "multiple", by 15 and 16.
/// Errors: Refused for anything else, saying what may be written. Thread: any.
HandRequest handRequest(const QByteArray &line);
/// The line that asks for the same, without a unit; empty: no line does. Thread: any.
QString handLine(const QByteArray &request);
} // namespace podium::devices::modbus
