// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractItemView;

namespace podium::ui
{
/// Says in the midst of a view what would be there, as long as it has no rows. The view has its model already.
/// Thread: the GUI's.
void showWhenEmpty(QAbstractItemView &view, const QString &text);
} // namespace podium::ui
