// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/stop/drillsamples.h"

#include <QObject>

namespace podium::ui
{
class StopMonitor;

/// Rehearses STOP ALL on a simulated bench, as often as asked: sets everything that moves in motion, stops it by the way that
/// the key takes, notes what the receipts say, resets; at the end everything returns to where it was.
///
/// It ends early, and leaves the latch as it is, when something is not confirmed stopped, or when somebody else stops.
/// Thread: the GUI's.
class StopDrill : public QObject
{
    Q_OBJECT

public:
    /// Who acts, as the journal and the lock holders name it.
    static const QString by;

    StopDrill(StopMonitor &stops, engine::Views &views, const engine::Client &client, QObject *parent = nullptr);
    ~StopDrill() override;

    /// How many tasks are active; a drill would end them, so that it refuses.
    void setActiveTasks(std::function<int()> active) { m_activeTasks = std::move(active); }
    /// Why it cannot begin now; empty: it can.
    QString whyNot() const;
    /// Errors: begins nothing while whyNot() says why.
    void start(int rounds);
    /// Ends after the round that is under way.
    void finishEarly() { m_rounds = std::min(m_rounds, m_round); }
    bool isRunning() const { return m_step != Step::Idle; }
    int round() const { return m_round; }   ///< from 1; 0 before the first
    int rounds() const { return m_rounds; }
    const DrillSamples &samples() const { return m_samples; }
    /// Ends a step that takes too long; called once a second while it runs.
    void checkTime();

Q_SIGNALS:
    void changed();
    /// Empty problem: as many rounds as were asked for.
    void ended(const QString &problem);

private:
    enum class Step : quint8 { Idle, Reading, Starting, Stopping, Resetting, Returning };
    struct Mover {
        engine::ParameterView *position;
        engine::DeviceView *device;
        engine::Quantity home{}; ///< where it was before the drill
    };

    void findMovers(const engine::BenchDescription &bench);
    void enter(Step step);
    void setWatching(bool watching);
    std::optional<engine::Quantity> farEnd(const Mover &mover) const; ///< of its range: the longest way
    void startRound();
    /// Enters a step whose tasks are made one for each mover; what needs none gives nothing.
    void issue(Step step, const std::function<std::optional<engine::Task<engine::Value>>(const Mover &)> &make);
    engine::Task<engine::Value> move(const Mover &mover, const engine::Quantity &to) const;
    void taskEnded(const engine::TaskInfo &task);
    void look();
    void press();
    void takeReceipts();
    void reset();
    void end(const QString &problem);

    StopMonitor &m_stops;
    engine::Views &m_views;
    engine::Client m_client;
    std::function<int()> m_activeTasks = [] { return 0; };
    std::vector<Mover> m_movers;
    std::vector<engine::Task<engine::Value>> m_tasks; ///< of the step
    DrillSamples m_samples;
    bool m_watching = false;
    bool m_isIssuing = false; ///< not everything that the step needs has been asked for yet
    Step m_step = Step::Idle;
    engine::TimePoint m_since{};   ///< when the step began
    engine::TimePoint m_pressed{};
    int m_round = 0;
    int m_rounds = 0;
};
} // namespace podium::ui
