// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bench/benchediting.h"

namespace podium::app
{
/// What a bench of this file can have: the drivers of the program, the instruments that are built in, and those whose files lie
/// beside the bench file. Thread: any.
std::vector<ui::DeviceKind> deviceKinds(const QString &benchFile);
} // namespace podium::app
