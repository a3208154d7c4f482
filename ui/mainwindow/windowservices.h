// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journalstate.h"
#include "ui/bench/benchproblem.h"
#include "ui/traffic/linklanguage.h"

#include <QFuture>

#include <functional>
#include <vector>

namespace podium::engine
{
class Bench;
}

namespace podium::ui
{
class BenchService;

/// How late an event loop ran.
struct LoopFigures {
    double p99Ms = 0;
    double longestMs = 0;
};

/// What the window needs to be given besides views and client.
struct WindowServices {
    QString settingsFile;                    ///< an INI file in the state folder; empty: nothing is kept
    std::function<LoopFigures()> engineLoop; ///< figures of the engine thread. Thread: the GUI's
    BenchProblems benchProblems;
    BenchService *bench = nullptr; ///< null: the bench stays as it is. It must outlive the window
    QFuture<std::vector<engine::JournalRow>> formerTasks; ///< of earlier sessions, the newest first: how long tasks take
    LinkLanguages linkLanguages; ///< of links that do not speak text
    engine::Bench *refusals = nullptr; ///< its refusals are shown in the log; only its signals are used
};
} // namespace podium::ui
