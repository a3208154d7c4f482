// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbuspool.h"
#include "devices/scpi/linkpool.h"

namespace podium::app
{
/// What devices of one bench share: those at the same address speak over the same link.
/// Thread: the engine's.
struct BenchLinks {
    explicit BenchLinks(const std::vector<devices::LinkKind> &kinds)
        : links(kinds)
        , modbus(kinds)
    {
    }

    devices::LinkPool links;
    devices::ModbusPool modbus;
};
} // namespace podium::app
