// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;
class QWidget;

namespace podium::ui
{
/// The keys of a field that filters what a panel shows: Ctrl+F anywhere in the panel goes to it, Esc in it shows all again.
/// Thread: the GUI's.
void addFilterKeys(QWidget &panel, QLineEdit &field);
} // namespace podium::ui
