// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/consolewriter.h"

#include <memory>
#include <vector>

namespace podium::app
{
/// The writers of a headless run: with JSON, objects on standard output and people's text on standard error; without,
/// people's text on standard output.
std::vector<std::unique_ptr<engine::ConsoleWriter>> headlessWriters(const engine::ConsoleClock &clock, bool json);
} // namespace podium::app
