// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/grammar.h"
#include "engine/console/perform.h"

namespace podium::engine
{
struct ConsoleOptions {
    QString startedBy = QStringLiteral("console");
    IfLocked ifLocked = IfLocked::Wait; ///< Refuse: --refuse-locked
};

/// Runs one console program: its commands one after the other, each as a task of its own, those with & in the background.
///
/// A foreground command that does not succeed skips the rest and cancels the run's background tasks (`wait DURATION` cancels
/// nothing); otherwise the end waits for them. STOP ALL ends the run's tasks, not the run.
/// Thread: the engine's. It lives until finished() or until the engine is gone.
class ConsoleRun : public QObject
{
    Q_OBJECT

public:
    /// Exit codes of the program.
    enum Exit { Succeeded = 0, Failed = 1, Usage = 2, Interrupted = 130 };

    ConsoleRun(Core &core, ConsoleOutput &output, const ConsoleOptions &options = {}, QObject *parent = nullptr);

    /// Parses the whole text and begins; called once. With a virtual clock finished() may come before this returns.
    void start(const QString &text);
    /// Ctrl+C. The first: cancels all tasks of this run and skips the rest. The second and later: STOP ALL.
    void interrupt();

Q_SIGNALS:
    /// Told once, after `done`, when every task of the run has ended and every stop that it asked for is confirmed or
    /// given up.
    void finished(int exit);

    // --- for itself
    /// What the run had posted to the engine has run.
    void caughtUp();

private:
    Op<int> run(Program program);
    Op<bool> carryOut(Statement statement);
    Op<void> catchUp();
    Op<void> tasksEnded();
    Op<void> stopsEnded();
    Task<void> begin(const QString &label, Op<void> op, bool background, const TaskOptions &options);
    void cancelTasks();
    int exitCode() const;
    void end(const TaskInfo &info);

    console::Context m_context;
    Task<int> m_task;
    bool m_failed = false;
    bool m_interrupted = false;
    bool m_stopAsked = false; ///< a stop of this run may still be under way
};
} // namespace podium::engine
