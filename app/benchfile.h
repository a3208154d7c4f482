// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchlinks.h"
#include "app/benchplan.h"

#include "engine/client/core.h"

namespace podium::app
{
/// A bench file as it was read. Without a plan nothing can be run; a bad device leaves the plan and is among its
/// problems.
struct BenchFile {
    std::optional<BenchPlan> plan;
    devices::FileProblems problems; ///< all of them, those of single devices too
};

/// Where the simulated bench is, which is built in; loadBench() makes it readable.
QString simulatedBench();

/// Reads a bench file; an empty path means the simulated bench. The schema: resources/benches/README.md.
/// Thread: any.
BenchFile loadBench(const QString &path);
/// The same of a text that is, or will be, the content of the file.
BenchFile loadBench(const QString &path, const QByteArray &text);

/// The first device of the plan that is no simulated one; empty if there is none.
QString realDevice(const BenchPlan &plan);

/// Makes the devices and interlocks of a plan. A device that cannot be made is added as broken, with its reason; an
/// interlock that cannot be understood is never true, so that it refuses what it guards. Returns what was wrong beyond the
/// problems of the plan. Thread: the engine's, before Core::ready().
devices::FileProblems buildBench(const BenchPlan &plan, engine::Core &core);
/// The same for a bench that may run already and changes: makes only these devices (empty: all), and all interlocks. Links:
/// those that devices of this bench share.
devices::FileProblems buildBench(const BenchPlan &plan, engine::Core &core, BenchLinks &links,
                                 const std::optional<QStringList> &only = {});

/// All that is wrong with a bench file or an instrument file; empty for a good one. The content tells which it is.
/// Thread: one without an engine.
devices::FileProblems checkFile(const QString &path);
/// All that is wrong with a bench as it was loaded. Thread: one without an engine.
devices::FileProblems checkBench(const BenchFile &bench);
} // namespace podium::app
