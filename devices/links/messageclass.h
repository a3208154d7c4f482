// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/messageclass.h"

namespace podium::devices
{
using engine::MessageClass;
} // namespace podium::devices
