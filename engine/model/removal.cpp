// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/removal.h"

#include "engine/model/stopservice.h"

#include <QSet>

namespace podium::engine::removal
{
namespace
{
constexpr Duration tick = std::chrono::milliseconds(1);

/// Those that are on the bench, and those below them, the children first.
std::vector<Device *> leaving(const Bench &bench, const QStringList &ids)
{
    std::vector<Device *> devices;
    for (const auto &device : bench.devices())
        for (auto id = device->id(); !id.isEmpty(); id = parentDevice(id))
            if (ids.contains(id)) {
                devices.insert(devices.begin(), device.get()); // parents stand before their children
                break;
            }
    return devices;
}

void add(std::vector<Refusal> &refusals, RefusalKind kind, const Device &device, const QString &why)
{
    const Refusal refusal{kind, device.id(), QStringLiteral("%1 cannot leave the bench: %2").arg(device.id(), why)};
    if (std::find(refusals.begin(), refusals.end(), refusal) == refusals.end())
        refusals.push_back(refusal);
}

/// The task that a person sees of those that use it.
QList<TaskId> users(const Device &device)
{
    QSet<TaskId> roots;
    for (const auto *tasks : {&device.users(), &device.movers(), &device.energisers()})
        for (const auto id : *tasks)
            if (const auto task = device.engine().find(id))
                roots << task->root()->id();
    QList<TaskId> sorted(roots.begin(), roots.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

Op<void> endOf(Task<void> task)
{
    if (!task.isValid())
        co_return;
    task.cancel(CancelReason::Shutdown);
    while (!task.isFinished())
        co_await sleep(tick);
}
} // namespace

std::vector<Refusal> whyNot(const Bench &bench, const QStringList &ids)
{
    std::vector<Refusal> refusals;
    for (auto *device : leaving(bench, ids)) {
        for (const auto id : users(*device))
            add(refusals, RefusalKind::Locked, *device,
                QStringLiteral("task %1, %2, uses it; wait for it, or cancel it.")
                    .arg(QString::number(id), bench.engine().find(id)->record().peek().label));
        if (const auto holder = device->lockable().conflict(currentTask()))
            add(refusals, RefusalKind::Locked, *device,
                QStringLiteral("task %1, %2, holds the lock of %3 (%4); wait for it, or cancel it.")
                    .arg(QString::number(holder->task), holder->label, holder->address, holder->reason));
        const auto *service = bench.stopService();
        if (service && service->isStopping(*device))
            add(refusals, RefusalKind::State, *device, QStringLiteral("it is being stopped; wait until that is confirmed."));
        else if (device->canStop() && isBusy(device->state()))
            add(refusals, RefusalKind::State, *device,
                QStringLiteral("it is %1; stop it first.").arg(QString(name(device->state())).toLower()));
    }
    return refusals;
}

std::vector<TaskId> usersOf(const Bench &bench, const QStringList &ids)
{
    QSet<TaskId> tasks;
    for (auto *device : leaving(bench, ids)) {
        const auto direct = users(*device);
        tasks.unite(QSet<TaskId>(direct.begin(), direct.end()));
        if (const auto holder = device->lockable().conflict(currentTask()))
            tasks << bench.engine().find(holder->task)->root()->id();
    }
    return {tasks.begin(), tasks.end()};
}

Op<void> remove(Bench &bench, QStringList ids)
{
    if (auto refusals = whyNot(bench, ids); !refusals.empty())
        throw Error(std::move(refusals));
    struct Leaver {
        Device *device;
        Task<void> polling;
    };
    std::vector<Leaver> leavers;
    for (auto *device : leaving(bench, ids)) { // all in this one step, so that nobody can begin anything in between
        leavers.push_back({device, bench.pollingOf(*device)});
        bench.take(*device);
    }
    for (const auto &[device, polling] : leavers) {
        if (auto *service = bench.stopService())
            co_await service->release(*device);
        device->close();
        co_await endOf(polling);
        co_await device->ended();
    }
    for (const auto &[device, polling] : leavers)
        bench.drop(*device);
}
} // namespace podium::engine::removal
