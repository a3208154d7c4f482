// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/traffic/linklanguage.h"

namespace podium::app
{
/// What is spoken over a link of a bench: Modbus is told in words, everything else is text. Thread: any.
ui::LinkLanguage linkLanguage(const engine::LinkDescription &link);
} // namespace podium::app
