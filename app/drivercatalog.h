// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/driver.h"

namespace podium::app
{
/// Every driver that a bench file can name: the one list.
const std::vector<devices::Driver> &drivers();
/// Null for an unknown name.
const devices::Driver *driver(const QString &name);
} // namespace podium::app
