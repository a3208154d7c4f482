// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzzfile.h"

using namespace podium;
using tests::demand;

namespace
{
void load(QByteArrayView bytes)
{
    static const tests::FuzzFile file;
    demand(file.fill(bytes), "a file in memory can be written");
    const auto bench = app::loadBench(file.path());
    demand(bench.plan || !bench.problems.empty(), "there is a plan, or something is wrong");
    for (const auto &problem : bench.problems)
        demand(!problem.message.isEmpty() && problem.line >= 0 && problem.column >= 0, "a problem says what and where");
    if (!bench.plan)
        return;
    engine::Core core(std::make_unique<engine::ImmediateScheduler>());
    for (const auto &problem : app::buildBench(*bench.plan, core))
        demand(!problem.message.isEmpty(), "a problem says what is wrong");
}
} // namespace

PODIUM_FUZZ(load)
