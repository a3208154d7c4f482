// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/describedfile.h"
#include "devices/scpi/instrumentdescription.h"

namespace podium::devices
{
/// Reads the sections of an instrument file that speaks in messages into a description, and notes what is wrong.
void readSections(const ConfigNode &root, InstrumentDescription &description, ProblemList &problems);

using InstrumentFile = DescribedFile<InstrumentDescription>;
} // namespace podium::devices
