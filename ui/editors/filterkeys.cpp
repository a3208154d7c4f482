// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/filterkeys.h"

#include <QAction>
#include <QLineEdit>

namespace podium::ui
{
void addFilterKeys(QWidget &panel, QLineEdit &field)
{
    auto *find = new QAction(&panel);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(find, &QAction::triggered, &field, [&field] {
        field.setFocus(Qt::ShortcutFocusReason);
        field.selectAll();
    });
    panel.addAction(find);
    auto *showAll = new QAction(&panel);
    showAll->setShortcut(Qt::Key_Escape);
    showAll->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(showAll, &QAction::triggered, &field, &QLineEdit::clear);
    field.addAction(showAll);
}
} // namespace podium::ui
