// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"

namespace podium::app
{
/// Every kind of address that a bench file can give an instrument: the one list.
const std::vector<devices::LinkKind> &linkKinds();
} // namespace podium::app
