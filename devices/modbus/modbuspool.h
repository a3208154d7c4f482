// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"
#include "devices/modbus/modbusdescription.h"

namespace podium::devices
{
/// Gives devices on the same line the same link, and devices of the same unit the same unit.
/// Thread: the engine's.
class ModbusPool
{
public:
    /// Kinds: of the addresses that carry Modbus; they must live as long.
    explicit ModbusPool(const std::vector<LinkKind> &kinds) : m_kinds(kinds) {}

    /// Errors: Refused for an address that is none, or whose unit another kind of instrument has already, or a line that
    /// is spoken to in two ways.
    std::shared_ptr<ModbusUnit> unit(engine::Engine &engine, const QString &address, const ModbusDescription &description);

private:
    struct Line {
        bool isRtu = false;
        std::weak_ptr<ModbusLink> link;
        std::map<quint8, std::pair<QString, std::weak_ptr<ModbusUnit>>> units; ///< with the instrument's name
    };
    const std::vector<LinkKind> &m_kinds;
    std::map<QString, Line> m_lines;
};
} // namespace podium::devices
