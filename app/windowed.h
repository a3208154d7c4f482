// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace podium::app
{
/// Opens the window on the bench and runs until it is closed. Needs a QApplication. Returns the exit code.
int runWindow(const Options &options);

/// What the log says of a safe start: what is left out, and the way to it. `bench` is the file that was asked for, if any.
QString safeStartText(const QString &bench);
} // namespace podium::app
