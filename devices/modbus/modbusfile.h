// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/describedfile.h"
#include "devices/modbus/modbusdescription.h"

namespace podium::devices
{
/// Whether an instrument file says `protocol = "modbus"`.
bool speaksModbus(const ConfigNode &root);

/// Reads the sections of an instrument file with `protocol = "modbus"` into a description, and notes what is wrong.
void readSections(const ConfigNode &root, ModbusDescription &description, ProblemList &problems);

using ModbusFile = DescribedFile<ModbusDescription>;
} // namespace podium::devices
