// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>

namespace podium::engine
{
/// Measures from within how late an event loop runs: a heartbeat of 10 ms, whose lateness is the loop's gap.
///
/// Works for every loop, with or without an engine: LoopWatchdog([&] { return engine.takeLongestStretch(); }).
/// Thread: the one it lives in; starts at once.
class LoopWatchdog : public QObject
{
    Q_OBJECT

public:
    static constexpr auto period = std::chrono::milliseconds(10);
    static constexpr auto threshold = std::chrono::milliseconds(50);

    /// whatRan is asked at each beat for what ran longest since the last one, and may be empty.
    explicit LoopWatchdog(std::function<QString()> whatRan = {}, QObject *parent = nullptr);

    Duration longest() const { return m_longest; }
    /// The lateness that this share of the beats did not exceed: percentile(0.99).
    /// Unit: upper bounds of a histogram, exact to a quarter; zero before the first beat.
    Duration percentile(double share) const;
    quint64 beats() const { return m_beats; }
    void reset();

Q_SIGNALS:
    /// The loop was held up for longer than the threshold.
    void gap(podium::engine::Duration lateness, const QString &whatRan);

private:
    void beat();
    void note(Duration lateness);
    static std::size_t slotOf(Duration lateness);
    static Duration upperBound(std::size_t slot);

    std::function<QString()> m_whatRan;
    QTimer m_timer;
    TimePoint m_last = Clock::now();
    Duration m_longest{};
    quint64 m_beats = 0;
    std::array<quint64, 96> m_histogram{};
};
} // namespace podium::engine
