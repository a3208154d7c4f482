// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchupdate.h"

#include "engine/model/removal.h"

namespace podium::app
{
using namespace engine;

namespace
{
constexpr std::chrono::milliseconds tick{100};

/// Once each: what is cancelled ends by itself, and a second stop would be a fast one.
void endWork(Core &core, const QStringList &devices, const QString &by)
{
    for (const auto task : removal::usersOf(core.bench, devices))
        core.engine.cancel(task);
    for (const auto &refusal : removal::whyNot(core.bench, devices))
        if (const auto *device = core.bench.find(refusal.address);
            device && device->canStop() && isBusy(device->state()) && device->users().empty())
            core.stops->stop(device->id(), by);
}
} // namespace

Op<UpdatedBench> updateBench(Core &core, std::shared_ptr<BenchLinks> links, BenchUpdate update)
{
    auto &bench = core.bench;
    const auto &difference = update.difference;
    co_await removal::remove(bench, update.leaving());
    for (const auto &id : update.leaving())
        bench.removeBroken(id);
    auto problems = buildBench(update.plan, core, *links, difference.added + difference.remade);
    QStringList order;
    for (const auto &device : update.plan.devices)
        order << device.id;
    bench.arrange(order);
    co_return UpdatedBench{std::make_shared<const BenchDescription>(describe(bench)), std::move(problems)};
}

Op<void> untilFree(Core &core, QStringList devices, ui::WhenBusy whenBusy, QString by)
{
    if (whenBusy == ui::WhenBusy::Stop)
        endWork(core, devices, by);
    for (;;) {
        const auto reasons = removal::whyNot(core.bench, devices);
        if (reasons.empty())
            co_return;
        const WaitingFor name(reasons.front().message);
        co_await sleep(tick);
    }
}
} // namespace podium::app
