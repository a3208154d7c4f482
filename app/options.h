// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace podium::app
{
/// What the command line asks for (CONSOLE.md: Options).
struct Options {
    QString bench; ///< a file; empty: the simulated bench
    bool headless = false;
    std::optional<QString> program; ///< --exec; without it a headless run reads its commands from standard input
    bool json = false;
    QString check;
    QString probe; ///< an address
    bool listDevices = false;
    QString screenshot;
    QString state; ///< folder of journal and settings; empty: the XDG folders
    bool immediate = false;
    bool refuseLocked = false;
    bool safeStart = false;
    bool help = false;
    bool version = false;

    bool needsWindow() const { return !headless && check.isEmpty() && probe.isEmpty() && !listDevices && !help && !version; }
};

/// The command line as options, or what is wrong with it.
struct ParsedOptions {
    Options options;
    QString problem; ///< not empty: exit 2
};

ParsedOptions parseOptions(const QStringList &arguments);
/// The text of --help. Needs an application.
QString helpText();
} // namespace podium::app
