// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configreader.h"
#include "devices/modbus/registerfield.h"

namespace podium::devices
{
/// A place in a unit, as a file names it.
struct RegisterPlace {
    ModbusTable table = ModbusTable::Holding;
    quint16 address = 0;
};

/// The register that a key names, in one of the conventions of manuals: the reference number 40001 or 400001 (counted from 1,
/// the first digit is the table), as a text too ("00001"), or { table = "holding", address = 0 }, or number = 1 in its place.
/// Nothing, and a problem, for anything else; what could be two registers is refused with both readings.
std::optional<RegisterPlace> readPlace(const ConfigNode &node, ProblemList &problems);

/// The keys that say how a number lies in its registers: type, order, length, bit. The place must have been read.
void readType(ConfigReader &reader, RegisterField &field, WordOrder usual);

/// The keys that say what a number means to a parameter or an argument of this spec, and the type of the spec, which follows
/// from them: scale, offset, choices, on, off, invalid, unit, decimals, limits.
void readMeaning(ConfigReader &reader, RegisterField &field, engine::ParameterSpec &spec);

/// The words order may be.
WordOrder readOrder(ConfigReader &reader, WordOrder usual);
} // namespace podium::devices
