// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;

namespace podium::engine
{
class Client;
class Views;
} // namespace podium::engine

namespace podium::ui
{
class MainWindow;
class TaskPanel;

/// The menu bar of the main window: what stands where, and what each entry calls.
class MainMenu : public QObject
{
    Q_OBJECT

public:
    MainMenu(MainWindow &window, engine::Views &views, const engine::Client &client);

private:
    void addFile();
    void addBench(QMenu &menu);
    void addView();
    void addParts(QMenu &menu);
    void addDevice(engine::Views &views, const engine::Client &client);
    void fillDevice(QMenu &menu, engine::Views &views, const engine::Client &client);
    void addTask();
    void addHelp();
    void showShortcuts();
    void showAbout();

    MainWindow &m_window;
};
} // namespace podium::ui
