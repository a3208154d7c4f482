// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QMessageBox;
class QWidget;

namespace podium::ui
{
/// Asks whether to stop the active tasks, or the stop drill if their number is 0, and go on (to quit, or to open another bench), or to stay; staying is the default.
/// Answered: true for going on. The box closes and goes by itself.
QMessageBox *askToStopTasks(QWidget *window, int activeTasks, bool quits, const std::function<void(bool goOn)> &answered);
} // namespace podium::ui
