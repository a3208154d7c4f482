// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "engine/model/interlock.h"
#include "tests/fuzz/fuzz.h"

using namespace podium;

namespace
{
/// The simulated bench, whose parameters the conditions may name.
engine::Core &core()
{
    static engine::Core core(std::make_unique<engine::ImmediateScheduler>());
    static const auto problems = app::buildBench(*app::loadBench({}).plan, core);
    tests::demand(problems.empty(), "the simulated bench is good");
    return core;
}

void parse(QByteArrayView bytes)
{
    auto &bench = core().bench;
    const auto lookup = [&bench](const engine::Address &address) { return bench.find(address); };
    const auto text = QString::fromUtf8(bytes);
    tests::succeeds([&] {
        const auto condition = engine::InterlockCondition::parse(text, lookup);
        const auto verdict = condition.evaluate();
        tests::demand(verdict.unknown.isEmpty() || !verdict.holds, "what is unknown does not hold");
    });
}
} // namespace

PODIUM_FUZZ(parse)
