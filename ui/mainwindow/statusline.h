// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/tasks/watchdog.h"
#include "ui/mainwindow/windowservices.h"

#include <QElapsedTimer>
#include <QStatusBar>

class QLabel;

namespace podium::ui
{
class DrillRecord;
class LogModel;
class StopMonitor;

/// The status bar: how late both event loops run, how much is updated and drawn, and how fast the last STOP ALL was.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    StatusLine(const engine::Client &client, StopMonitor &stops, LogModel &log, std::function<LoopFigures()> engineLoop,
               QWidget *parent = nullptr);
    ~StatusLine() override;

    /// Tells the last stop drill, too.
    void show(const DrillRecord &record);
    using QWidget::show;

private:
    QLabel *addPart(const QString &name, const QString &explanation);
    void refresh();
    void refreshRates();

    engine::Client m_client;
    StopMonitor &m_stops;
    std::function<LoopFigures()> m_engineLoop;
    engine::LoopWatchdog m_watchdog;
    QLabel *m_windowLoop;
    QLabel *m_engineLoopLabel;
    QLabel *m_rates;
    QLabel *m_stop;
    engine::Hub::Counters m_before;
    QElapsedTimer m_sinceBefore;
};
} // namespace podium::ui
