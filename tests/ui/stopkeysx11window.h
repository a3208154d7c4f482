// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podium::tests {

/// The window of tst_stopkeys_x11: puts itself into the named state, prints "ready" when it has the focus, then one line
/// for each act of the keys.
int runStopKeysWindow(int argc, char *argv[]);

} // namespace podium::tests
