// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusfile.h"
#include "devices/scpi/instrumentfile.h"
#include "devices/scpi/instrumentprobe.h"

#include <variant>

namespace podium::app
{
/// The names of the instruments that are built in.
QStringList instrumentNames();
/// The same, and those of the files that lie beside the bench file, which need not be instruments.
QStringList instrumentNames(const QString &benchFile);

/// Where the file of an instrument is: a built-in name, a name beside the bench file, or a path (as seen from the bench
/// file). Nothing if there is none.
std::optional<QString> findInstrument(const QString &name, const QString &benchFile);

/// An instrument file, by what it speaks.
using AnyInstrumentFile = std::variant<devices::InstrumentFile, devices::ModbusFile>;
/// Reads and checks an instrument file; nothing if anything is wrong with it.
std::optional<AnyInstrumentFile> loadInstrument(const QString &path, devices::FileProblems &problems);

/// Those of the built-in instruments that a probe can ask for.
std::vector<devices::ProbeCandidate> probeCandidates();
/// The same, and those beside the bench file, which go first.
std::vector<devices::ProbeCandidate> probeCandidates(const QString &benchFile);
/// Why nobody can be asked for at this address; empty: it can be tried.
QString whyNoProbe(const QString &address);
} // namespace podium::app
