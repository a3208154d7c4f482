// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace podium::app
{
/// --probe ADDRESS: tells which instrument answers there, and prints what to write into a bench file, or an instrument file to
/// begin with. Needs a QCoreApplication. Returns 0 when something answered, 1 when nothing did, 2 for an address that is none,
/// 130 when it was interrupted.
int runProbe(const Options &options);
} // namespace podium::app
