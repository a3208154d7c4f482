// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

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

struct Comparison {
    double floor = 0;  ///< operations a second, the median of the rounds
    double figure = 0; ///< the same
    double ratio = 0;  ///< floor / figure, the median of the rounds
};

inline double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// p50, p99 and the largest.
inline QJsonObject spread(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto at = [&values](double share) { return values.empty() ? -1 : values[std::size_t(std::llround(share * double(values.size() - 1)))]; };
    return {{QStringLiteral("n"), int(values.size())}, {QStringLiteral("p50"), at(0.5)}, {QStringLiteral("p99"), at(0.99)}, {QStringLiteral("max"), at(1)}};
}

/// Floor and figure in turns, so that a busy moment of the machine meets both. Before: what is not measured.
template <class Floor, class Figure>
Comparison compare(int operations, Floor floor, Figure figure, const std::function<void()> &before = {}, int rounds = 9)
{
    std::vector<double> floors;
    std::vector<double> figures;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        if (before)
            before();
        floors.push_back(perSecond(operations, floor, 1));
        figures.push_back(perSecond(operations, figure, 1));
        ratios.push_back(floors.back() / figures.back());
    }
    return {median(floors), median(figures), median(ratios)};
}

/// Runs the event loop until no task is active.
inline void runToEnd(const engine::Engine &engine)
{
    while (engine.activeTasks() > 0)
        QCoreApplication::processEvents();
}

inline void print(const QJsonObject &result) { std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData()); }
} // namespace podium::tests
