// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchdifference.h"
#include "app/benchfile.h"
#include "ui/bench/benchservice.h"

namespace podium::app
{
/// What a running bench is to become.
struct BenchUpdate {
    BenchPlan plan;
    BenchDifference difference;

    /// The devices that have to leave the bench for it, for a while or for good.
    QStringList leaving() const { return difference.removed + difference.remade; }
};

/// What has become of it.
struct UpdatedBench {
    std::shared_ptr<const engine::BenchDescription> bench;
    devices::FileProblems problems;
};

/// Makes the running bench what the update says: devices leave, others come, all interlocks are those of the plan.
/// Links: those that devices of this bench share.
/// Errors: Refused when a device that has to leave is at work; then nothing has changed.
/// Thread: the engine's, inside a task.
engine::Op<UpdatedBench> updateBench(engine::Core &core, std::shared_ptr<BenchLinks> links, BenchUpdate update);

/// Ends when none of these devices is at work any more. Cancel: at once; nothing was changed.
/// Stop: cancels the tasks that use them, and stops those that move, first.
engine::Op<void> untilFree(engine::Core &core, QStringList devices, ui::WhenBusy whenBusy, QString by);
} // namespace podium::app
