// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/log/logmodel.h"
#include "ui/log/logsink.h"

namespace podium::engine
{
class Client;
}

namespace podium::ui
{
class StopMonitor;

/// Writes into the log what happens: the engine's complaints, failures of tasks, refusals, stops, states of devices.
/// Thread: the GUI's.
class LogFeed : public QObject
{
    Q_OBJECT

public:
    /// refusals: the bench whose refusals are told, for its signals only; null: none are told.
    LogFeed(LogModel &log, engine::Views &views, const engine::Client &client, StopMonitor &stops, engine::Bench *refusals,
            QObject *parent = nullptr);

private:
    void followTasks(const engine::TaskInfo &info);
    void followStops(StopMonitor &stops);
    void followState(engine::Views &views, const engine::DeviceId &device);

    LogModel &m_log;
    LogSink m_sink;
    std::map<engine::DeviceId, engine::TimePoint> m_toldStops; ///< by when they were asked for
    engine::Subscription m_tasks;
};
} // namespace podium::ui
