// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/traffic/linklanguage.h"

namespace podium::engine
{
class Client;
}

namespace podium::ui
{
class MainWindow;
class TrafficPanel;

/// The dock with the traffic of the links, hidden at first; tree and panels ask for it. The window has its other parts already.
/// Thread: the GUI's.
TrafficPanel &addTrafficDock(MainWindow &window, const engine::Client &client, const QString &settingsFile, LinkLanguages languages = {});
} // namespace podium::ui
