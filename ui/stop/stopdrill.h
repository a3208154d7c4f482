// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/stop/drillmover.h"
#include "ui/stop/drillsamples.h"

#include <QObject>

namespace podium::ui
{
class StopMonitor;
class TaskModel;

/// Rehearses STOP ALL on a simulated bench, as often as asked: sets everything that moves in motion, stops it by the way that
/// the key takes, notes what the receipts say, resets; at the end everything returns to where it was.
///
/// It ends early, and leaves the latch as it is, when something is not confirmed stopped, or when somebody else stops; and it
/// ends instead of pressing STOP ALL into the work of others.
/// Thread: the GUI's.
class StopDrill : public QObject
{
    Q_OBJECT

public:
    /// Who acts, as the journal and the lock holders name it.
    static const QString by;

    StopDrill(StopMonitor &stops, engine::Views &views, const engine::Client &client, QObject *parent = nullptr);
    ~StopDrill() override;

    /// The tasks that it would end; empty: there are no others than its own.
    void setTasks(const TaskModel *tasks) { m_allTasks = tasks; }
    /// Why it cannot begin now; empty: it can.
    QString whyNot() const;
    /// Errors: begins nothing while whyNot() says why.
    void start(int rounds);
    /// Ends after the round that is under way.
    void finishEarly();
    /// Ends now: what moves is stopped, and a STOP ALL of its own is still reset when it is confirmed.
    void abort();
    bool isRunning() const { return m_step != Step::Idle; }
    int round() const { return m_round; }   ///< from 1; 0 before the first
    int rounds() const { return m_rounds; }
    /// It was ended before all the rounds that were asked for.
    bool isCutShort() const { return m_isCutShort; }
    const DrillSamples &samples() const { return m_samples; }
    /// Ends a step that takes too long; called once a second while it runs.
    void checkTime();

Q_SIGNALS:
    void changed();
    /// Empty problem: everything went as it should, if need be with fewer rounds than were asked for.
    void ended(const QString &problem);

private:
    enum class Step : quint8 { Idle, Reading, Starting, Stopping, Resetting, Returning };
    /// A task of the step, and what it moves or reads.
    struct Work {
        const DrillMover *mover;
        engine::Task<engine::Value> task;
    };

    void findMovers();
    void enter(Step step);
    void setWatching(bool watching);
    bool isAtRest() const;
    /// Ends when others are at work.
    bool isAlone();
    void startRound();
    /// Enters a step whose tasks are made one for each mover; what needs none gives nothing.
    void issue(Step step, const std::function<std::optional<engine::Task<engine::Value>>(const DrillMover &)> &make);
    engine::Task<engine::Value> move(const DrillMover &mover, const engine::Quantity &to) const;
    void taskEnded(const engine::TaskInfo &task);
    void look();
    void lookAtMotion();
    void press();
    void takeReceipts();
    void reset();
    void end(const QString &problem);

    StopMonitor &m_stops;
    engine::Views &m_views;
    engine::Client m_client;
    const TaskModel *m_allTasks = nullptr;
    std::vector<DrillMover> m_movers;
    std::vector<Work> m_tasks; ///< of the step
    DrillSamples m_samples;
    bool m_watching = false;
    bool m_isIssuing = false; ///< not everything that the step needs has been asked for yet
    Step m_step = Step::Idle;
    engine::TimePoint m_since{};   ///< when the step began
    engine::TimePoint m_pressed{};
    int m_round = 0;
    int m_rounds = 0;
    quint64 m_epoch = 0; ///< of its last STOP ALL; another one: somebody else has pressed since
    bool m_isCutShort = false;
    bool m_isAborted = false;
};
} // namespace podium::ui
