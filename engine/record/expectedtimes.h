// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/taskruns.h"

#include <QHash>

#include <deque>

namespace podium::engine
{
/// How long a task should take, as those like it did.
struct ExpectedTime {
    Duration typical{};
    Duration spread{}; ///< 1.48 times the median deviation of the runs: what a standard deviation would be, outliers apart
    int runs = 0;      ///< that it is learned from

    /// It takes clearly longer than it should: by half, by three spreads and by 2 s.
    bool isExceededBy(Duration elapsed) const;
};

/// Learns from the runs of operations how long their next one will take.
///
/// Of each operation the last 10 runs count, and at least 3 are needed. What the median says is expected; of motions whose
/// distances differ a line through the runs (by the median of their slopes), which holds from half the least to double the
/// greatest distance that was seen: outside of that nothing is expected. Of more than 500 operations the one that was
/// learned from longest ago is forgotten.
/// Thread: one at a time.
class ExpectedTimes
{
public:
    static constexpr std::size_t keptRuns = 10;
    static constexpr std::size_t neededRuns = 3;
    static constexpr qsizetype keptOperations = 500;

    void add(const TaskRun &run);
    /// Runs from before all that were added; oldest first.
    void addFormer(const std::vector<TaskRun> &runs);
    /// Empty: too little is known.
    std::optional<ExpectedTime> expected(const QString &operation, std::optional<double> distance) const;
    qsizetype operations() const { return m_known.size(); }

private:
    struct Known {
        std::deque<TaskRun> runs;
        quint64 learned = 0; ///< when, in the order of the runs
    };

    QHash<QString, Known> m_known;
    quint64 m_count = 0;
};
} // namespace podium::engine
