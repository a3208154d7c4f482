// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

/// What the benchmarks share.
namespace podium::tests
{
/// The best of some rounds, in operations a second.
template <class Work>
double perSecond(int operations, Work work, int rounds = 5)
{
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto begun = engine::Clock::now();
        work();
        best = std::max(best, operations / std::chrono::duration<double>(engine::Clock::now() - begun).count());
    }
    return best;
}

/// Runs the event loop until no task is active.
inline void runToEnd(const engine::Engine &engine)
{
    while (engine.activeTasks() > 0)
        QCoreApplication::processEvents();
}

inline void print(const QJsonObject &result) { std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData()); }
} // namespace podium::tests
