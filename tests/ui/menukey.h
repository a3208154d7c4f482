// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QWidget>

namespace podium::tests
{
/// The menu key on the widget that has the focus, as the window system tells it; the test platform has none.
inline void pressMenuKey(QWidget &focused)
{
    const auto place = focused.inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, focused.mapToGlobal(place));
    QCoreApplication::sendEvent(&focused, &event);
}
} // namespace podium::tests
