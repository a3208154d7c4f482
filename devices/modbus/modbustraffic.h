// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/traceentry.h"

#include <map>

namespace podium::devices
{
/// Says in words what the frames of one Modbus line mean: "unit 1: read 2 holding registers at 40001 (address 0)", and of the
/// reply "unit 1: 40001 = 5, 40002 = 7". It remembers the requests, since a reply does not say what it answers.
/// Thread: one at a time.
class ModbusTraffic
{
public:
    /// IsRtu: the frames are those of a serial line.
    explicit ModbusTraffic(bool isRtu) : m_isRtu(isRtu) {}

    /// One message after the other, in their order. Empty: it is no whole frame.
    QString inWords(const engine::TraceEntry &entry);

private:
    bool m_isRtu;
    std::map<quint16, QByteArray> m_asked; ///< PDUs by their ids; a serial line has the last one alone
};
} // namespace podium::devices
