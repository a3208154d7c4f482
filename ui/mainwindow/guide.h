// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/whyhelp.h"

namespace podium::ui
{
class DeviceTree;
class Dock;
class ErrorPanel;
class StopMonitor;
class TaskPanel;

/// Brings forward the part of the window that a person asked for somewhere else in it.
class Guide : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        TaskPanel *tasks;
        Dock *tasksDock;
        DeviceTree *tree;
        Dock *treeDock;
        ErrorPanel *errors;
        Dock *errorsDock;
        Dock *stopsDock;
        StopMonitor *stops;
    };
    Guide(const Parts &parts, QObject *parent);

    void showTask(engine::TaskId task);
    /// By itself, without taking the keyboard.
    void showStops();
    /// The reset is that of the tool bar; when it cannot be pressed, the stops are shown, and it is told why.
    void follow(Remedy remedy, const QString &device);

Q_SIGNALS:
    void failed(const QString &message);

private:
    const Parts m_parts;
};
} // namespace podium::ui
