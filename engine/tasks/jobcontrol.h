// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/gate.h"
#include "engine/tasks/progressqueue.h"

#include <atomic>
#include <memory>

namespace podium::engine
{
class TaskCore;

/// What a plain function may ask and tell while it runs in a thread of the engine's pool.
///
/// Thread: the function's own.
class JobControl
{
public:
    JobControl(std::shared_ptr<EngineGate> gate, std::weak_ptr<TaskCore> task);
    virtual ~JobControl() = default;
    JobControl(const JobControl &) = delete;
    JobControl &operator=(const JobControl &) = delete;

    /// Somebody cancelled the task: the function should return soon; what it returns is dropped.
    virtual bool isCancelled() const = 0;
    /// Told in order, and before the result; of a function that floods, the oldest messages are dropped and counted.
    void report(const Progress &progress);
    void report(double fraction, const QString &text = {}) { report(Progress{fraction, text, {}}); }
    /// A safe point: stays here while the task is paused.
    /// Cancel: returns at once.
    void pausePoint();

protected:
    virtual bool isPauseRequested() const = 0;
    virtual void suspend() = 0; ///< returns when the pause has ended or the job is cancelled

private:
    void showPaused(bool paused);

    std::shared_ptr<EngineGate> m_gate;
    std::weak_ptr<TaskCore> m_task;
    std::shared_ptr<ProgressQueue> m_reports = std::make_shared<ProgressQueue>();
};
} // namespace podium::engine
