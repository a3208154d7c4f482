// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbuspdu.h"

#include <map>

namespace podium::devices
{
/// Registers or bits that are read together.
struct RegisterBlock {
    ModbusTable table = ModbusTable::Holding;
    int address = 0;
    int count = 0;

    int end() const { return address + count; }
    bool contains(const RegisterBlock &other) const
    {
        return table == other.table && address <= other.address && other.end() <= end();
    }
    bool operator==(const RegisterBlock &) const = default;
};

/// Joins neighbours into as few reads as these bounds allow. Gap: so many registers between two may be read along, which
/// nobody wants. Most: registers in one read; bits have their own bound.
/// Thread: any.
std::vector<RegisterBlock> joined(std::vector<RegisterBlock> wanted, int gap, int most);

/// What was read: the words by table and address; a bit is 0 or 1.
class RegisterImage
{
public:
    void store(const RegisterBlock &block, const QByteArray &reply);
    /// Empty if not all of them were read.
    std::vector<quint16> words(const RegisterBlock &block) const;

private:
    std::map<std::pair<ModbusTable, int>, quint16> m_words;
};
} // namespace podium::devices
