// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/expectedtimes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace podium::engine
{
namespace
{
using namespace std::chrono_literals;

/// Of at least one number.
double median(std::vector<double> numbers)
{
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    if (numbers.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(numbers.begin(), middle)) / 2;
}

/// Seconds = atRest + slope * distance, as the medians say: one odd run spoils neither.
struct Line {
    double slope = 0;
    double atRest = 0;

    double at(double distance) const { return std::max(0.0, atRest + slope * distance); }
};

Line lineThrough(const std::vector<TaskRun> &runs, double range)
{
    std::vector<double> slopes;
    for (std::size_t i = 0; i < runs.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (const double apart = *runs[i].distance - *runs[j].distance; std::abs(apart) > range / 10)
                slopes.push_back((runs[i].seconds - runs[j].seconds) / apart);
    Line line;
    line.slope = slopes.empty() ? 0 : std::max(0.0, median(std::move(slopes)));
    std::vector<double> rests;
    for (const auto &run : runs)
        rests.push_back(run.seconds - line.slope * *run.distance);
    line.atRest = median(std::move(rests));
    return line;
}

Duration inTime(double seconds) { return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds)); }

ExpectedTime spreadAround(double typical, std::vector<double> deviations)
{
    constexpr double toStandardDeviation = 1.4826;
    const auto runs = static_cast<int>(deviations.size());
    for (auto &deviation : deviations)
        deviation = std::abs(deviation);
    return {inTime(typical), inTime(toStandardDeviation * median(std::move(deviations))), runs};
}
} // namespace

bool ExpectedTime::isExceededBy(Duration elapsed) const
{
    return elapsed > typical + std::max({3 * spread, typical / 2, Duration(2s)});
}

void ExpectedTimes::add(const TaskRun &run)
{
    if (run.operation.isEmpty() || !(run.seconds >= 0) || !std::isfinite(run.seconds))
        return;
    if (!m_known.contains(run.operation) && m_known.size() >= keptOperations)
        m_known.erase(std::min_element(m_known.cbegin(), m_known.cend(),
                                       [](const Known &a, const Known &b) { return a.learned < b.learned; }));
    auto &known = m_known[run.operation];
    known.learned = ++m_count;
    known.runs.push_back(run);
    if (known.runs.size() > keptRuns)
        known.runs.pop_front();
}

void ExpectedTimes::addFormer(const std::vector<TaskRun> &runs)
{
    const auto later = std::exchange(m_known, {});
    for (const auto &run : runs)
        add(run);
    for (const auto &known : later)
        for (const auto &run : known.runs)
            add(run);
}

std::optional<ExpectedTime> ExpectedTimes::expected(const QString &operation, std::optional<double> distance) const
{
    const auto known = m_known.constFind(operation);
    if (known == m_known.cend())
        return std::nullopt;
    std::vector<TaskRun> runs;
    for (const auto &run : known->runs)
        if (run.distance.has_value() == distance.has_value())
            runs.push_back(run);
    if (runs.size() < neededRuns)
        return std::nullopt;
    std::vector<double> deviations;
    if (!distance) {
        std::vector<double> seconds;
        for (const auto &run : runs)
            seconds.push_back(run.seconds);
        const double typical = median(std::move(seconds));
        for (const auto &run : runs)
            deviations.push_back(run.seconds - typical);
        return spreadAround(typical, std::move(deviations));
    }
    const auto nearer = [](const TaskRun &a, const TaskRun &b) { return *a.distance < *b.distance; };
    const auto [least, greatest] = std::minmax_element(runs.begin(), runs.end(), nearer);
    const double range = *greatest->distance - *least->distance;
    const bool isLine =
        range > *greatest->distance / 5; // else the slope is mere noise, and only that distance is known
    const double slack = isLine ? 2 : 1.1;
    if (*distance > slack * *greatest->distance || *distance < *least->distance / slack)
        return std::nullopt;
    const auto line = lineThrough(runs, isLine ? range : std::numeric_limits<double>::infinity());
    for (const auto &run : runs)
        deviations.push_back(run.seconds - line.at(*run.distance));
    return spreadAround(line.at(*distance), std::move(deviations));
}
} // namespace podium::engine
