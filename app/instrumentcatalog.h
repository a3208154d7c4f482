// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/scpi/instrumentfile.h"
#include "devices/scpi/instrumentprobe.h"

namespace podium::app
{
/// The names of the instruments that are built in.
QStringList instrumentNames();

/// Where the file of an instrument is: a built-in name, a name beside the bench file, or a path (as seen from the bench
/// file). Nothing if there is none.
std::optional<QString> findInstrument(const QString &name, const QString &benchFile);
/// Those of the built-in instruments that a probe can ask for.
std::vector<devices::ProbeCandidate> probeCandidates();
} // namespace podium::app
