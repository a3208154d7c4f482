// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace podium::app
{
/// Runs without a window: --exec, --list-devices, or commands from standard input. Needs a QCoreApplication.
/// Returns the exit code of CONSOLE.md.
int runHeadless(const Options &options);

/// --check FILE: tells what is wrong with a bench or instrument file. Returns 0 or 2.
int runCheck(const Options &options);

/// A command line that cannot be understood: says so, as JSON too if that was asked for. Returns 2.
int refuseCommandLine(const QString &problem, bool json);
} // namespace podium::app
