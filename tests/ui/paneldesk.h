// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/windowdesk.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/panelwindow.h"
#include "ui/panels/panelwindows.h"
#include "ui/panels/parameterrow.h"

#include <QLineEdit>
#include <QToolButton>

/// A window with the devices a and b whose panels are taken out into windows of their own, and typed into.
namespace podium::tests
{
inline const auto a = QStringLiteral("a");
inline const auto b = QStringLiteral("b");

inline ui::DevicePanel &panel(WindowDesk &desk, const QString &device) { return *desk.window->panels().panel(device); }

inline ui::PanelWindow &takeOut(WindowDesk &desk, const QString &device)
{
    desk.window->panelWindows().open(device);
    desk.settle();
    auto *window = desk.window->panelWindows().window(device);
    if (!window || !QTest::qWaitForWindowActive(window))
        qFatal("no window of its own");
    return *window;
}

inline bool isHere(WindowDesk &desk, const QString &device)
{
    return panel(desk, device).window() == desk.window.get() && panel(desk, device).isVisible();
}

inline QLineEdit &field(WindowDesk &desk, const QString &device) { return *qobject_cast<QLineEdit *>(panel(desk, device).rows().front()->editor()->field()); }

inline void type(WindowDesk &desk, const QString &device, const QString &text)
{
    panel(desk, device).activateWindow();
    field(desk, device).setFocus();
    field(desk, device).selectAll();
    QTest::keyClicks(&field(desk, device), text);
}

template <class Button = QToolButton>
Button &button(QWidget &in, const QString &name)
{
    for (auto *known : in.findChildren<Button *>())
        if (known->accessibleName() == name)
            return *known;
    qFatal("no button %s", qPrintable(name));
}
} // namespace podium::tests
