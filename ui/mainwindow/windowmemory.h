// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QMainWindow;

namespace podium::ui
{
class PanelArea;
class PanelWindows;

/// What a window remembers from one session to the next: theme, layout, and per bench the open panels and which of them are
/// in windows of their own. It is kept in the settings file; with an empty name nothing is.
/// Errors: what cannot be used any more is left out.
struct WindowMemory {
    QMainWindow &window;
    PanelArea &panels;
    PanelWindows &panelWindows;
    QString file;
    QString bench;

    void restore() const;
    void save() const;
};
} // namespace podium::ui
