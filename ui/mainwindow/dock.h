// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

namespace podium::ui
{
class StopBar;
class StopMonitor;

/// A dock that repeats the STOP strip while it floats: on another screen STOP ALL is as near as in the main window.
class Dock : public QDockWidget
{
    Q_OBJECT

public:
    Dock(const QString &name, const QString &title, QWidget *content, StopMonitor &stops, QWidget *parent = nullptr);

    /// Opens it, and brings it to the front of its tabs.
    void comeForward();

    StopBar &strip() const { return *m_strip; }
    QWidget *content() const { return m_content; }

private:
    StopBar *m_strip;
    QWidget *m_content;
};
} // namespace podium::ui
