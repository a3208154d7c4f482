// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/guide.h"

#include "ui/errors/errorpanel.h"
#include "ui/mainwindow/dock.h"
#include "ui/stop/stopmonitor.h"
#include "ui/tasks/taskpanel.h"
#include "ui/tree/devicetree.h"

#include <QWindow>

namespace podium::ui
{
namespace
{
void bringForward(Dock &dock)
{
    dock.show();
    dock.raise();
}

/// Unasked, so the keyboard stays where it is; a window of its own is not put over what somebody works in.
void showQuietly(Dock &dock)
{
    const auto setQuiet = [&dock](bool quiet) {
        dock.setAttribute(Qt::WA_ShowWithoutActivating, quiet);
        if (auto *window = dock.windowHandle()) // Qt looks at the attribute only when it makes the window
            window->setProperty("_q_showWithoutActivating", quiet);
    };
    setQuiet(true);
    dock.show();
    setQuiet(false);
    if (!dock.isFloating())
        dock.raise();
}

/// As a person asked for it, maybe in another window.
void goTo(Dock &dock)
{
    bringForward(dock);
    dock.window()->activateWindow();
}
} // namespace

Guide::Guide(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

void Guide::showTask(engine::TaskId task)
{
    goTo(*m_parts.tasksDock);
    m_parts.tasks->showTask(task);
}

void Guide::showStops() { showQuietly(*m_parts.stopsDock); }

void Guide::follow(Remedy remedy, const QString &device)
{
    switch (remedy) {
    case Remedy::ResetStop:
        if (const auto why = m_parts.stops->whyNoReset(); why.isEmpty()) {
            m_parts.stops->reset();
        } else {
            goTo(*m_parts.stopsDock);
            Q_EMIT failed(why);
        }
        return;
    case Remedy::ShowInTree:
        goTo(*m_parts.treeDock);
        m_parts.tree->showDevice(device);
        return;
    case Remedy::ShowErrors:
        goTo(*m_parts.errorsDock);
        m_parts.errors->showDevice(device);
        return;
    case Remedy::ShowTraffic: // by its dock
        return;
    }
}
} // namespace podium::ui
