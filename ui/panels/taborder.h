// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QWidget;

namespace podium::ui
{
/// Lets Tab go through these widgets of one window in this order, and through each as it did before.
void orderTabs(const std::vector<QWidget *> &parts);
} // namespace podium::ui
