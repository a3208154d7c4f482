// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchfile.h"
#include "app/engineloop.h"
#include "app/enginehost.h"
#include "app/livebench.h"
#include "app/recording.h"
#include "ui/mainwindow.h"

#include <memory>

namespace podium::app
{
class StateFolder;

/// One bench in one window: the engine thread, the views, and the window, in the order of their life times.
/// Thread: the GUI's.
class WindowSession
{
public:
    WindowSession(const QString &benchPath, const StateFolder &state, bool safeStart);
    ~WindowSession();

    ui::MainWindow &window() const { return *m_window; }
    /// The door to the engine that the window uses.
    const engine::Client &client() const { return *m_client; }
    LiveBench &bench() const { return *m_bench; }
    /// Calls back on the GUI thread when every polled parameter has been read once, or after five seconds.
    void whenFirstValuesAreThere(std::function<void()> then);

private:
    /// Into the log panel, which exists by now.
    void tellLastRun();

    BenchFile m_file;
    devices::FileProblems m_problems;
    Recording m_recording;
    std::shared_ptr<EngineLoop> m_loop = std::make_shared<EngineLoop>();
    std::shared_ptr<BenchLinks> m_links; ///< used on the engine thread only
    std::unique_ptr<EngineHost> m_host;
    std::optional<engine::Client> m_client;
    std::unique_ptr<engine::Views> m_views;
    std::unique_ptr<LiveBench> m_bench;
    std::unique_ptr<ui::MainWindow> m_window;
};
} // namespace podium::app
