// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>

class QMainWindow;
class QSettings;
class QWidget;

namespace podium::ui
{
/// The frame moved, and if need be shrunk, until it lies on one of the screens; unchanged if enough of its title is there.
QRect clampedTo(const QRect &frame, const QList<QRect> &screens);

/// The same for a window and the screens that are there now, unless it is full-screen or maximised.
void clampToScreens(QWidget &window);

/// Whether a window of that size, its title included, fits on a screen with so much room. Unit: pixels.
bool hasRoom(QSize size, QSize screen);
/// Shows a window; maximised if its screen has less room than it wants, so that nothing is out of reach.
void showWithRoom(QWidget &window);

/// Where window and docks were, in the settings. Docks that no longer exist are left out.
void saveLayout(const QMainWindow &window, QSettings &settings);
/// Puts them back, on the screens that are there now. False if nothing was kept.
bool restoreLayout(QMainWindow &window, const QSettings &settings);
} // namespace podium::ui
