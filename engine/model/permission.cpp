// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/permission.h"

#include "engine/model/interlock.h"
#include "engine/model/stopservice.h"
#include "engine/model/toldlimits.h"
#include "engine/model/valuecheck.h"

#include <algorithm>

namespace podium::engine::permission
{
namespace
{
void append(Refusals &to, Refusals more)
{
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void checkProtection(Refusals &refusals, const Protection &protection, const QString &what, const QString &address)
{
    if (!protection.isOn())
        return;
    const auto because = protection.reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(protection.reason);
    const auto way = protection.kind == Protection::Kind::Permanent ? QStringLiteral("only a restart ends that.")
                                                                    : QStringLiteral("take the protection off first.");
    refusals.push_back({RefusalKind::Protected, address,
                        QStringLiteral("%1 is write-protected by %2%3; %4").arg(what, protection.by, because, way)});
}

void checkLatch(Refusals &refusals, const Device &device, bool mayEnergise, const QString &address)
{
    if (mayEnergise && device.engine().gate()->isLatched())
        refusals.push_back({RefusalKind::Latched, address,
                            QStringLiteral("%1: STOP ALL is latched; reset it first.").arg(address)});
}

void checkState(Refusals &refusals, const Device &device, const DeviceStates &allowed, const QString &address)
{
    if (device.state() == DeviceState::Disconnected) {
        const auto why = device.stateReason().isEmpty() ? QStringLiteral("no link") : device.stateReason();
        refusals.push_back({RefusalKind::Disconnected, address,
                            QStringLiteral("%1 is not connected: %2").arg(device.id(), why)});
    } else if (!allowed.contains(device.state())) {
        const auto now = QString(name(device.state())).toLower();
        const auto why = device.stateReason().isEmpty() ? QString() : QStringLiteral(" (%1)").arg(device.stateReason());
        refusals.push_back({RefusalKind::State, address,
                            QStringLiteral("%1 is not possible while %2 is %3%4; it has to be %5.")
                                .arg(address, device.id(), now, why, allowed.text())});
    }
}

void checkStop(Refusals &refusals, const Bench &bench, const Device &device, bool mayEnergise, const QString &address)
{
    const auto *service = bench.stopService();
    if (mayEnergise && service && service->isStopping(device))
        refusals.push_back({RefusalKind::State, address,
                            QStringLiteral("%1: %2 is being stopped; wait until that is confirmed.").arg(address, device.id())});
}

/// In the order of their kinds; what has the same kind stays as it was found.
void sort(Refusals &refusals)
{
    Refusals sorted;
    for (auto &refusal : refusals) {
        const auto after = std::upper_bound(sorted.begin(), sorted.end(), refusal,
                                            [](const Refusal &a, const Refusal &b) { return a.kind < b.kind; });
        sorted.insert(after, std::move(refusal));
    }
    refusals = std::move(sorted);
}
} // namespace

Refusals beforeLock(const Parameter &parameter, const Value &value)
{
    const auto &spec = parameter.spec();
    Refusals refusals;
    if (!spec.isWritable())
        refusals.push_back({RefusalKind::Access, parameter.address(),
                            QStringLiteral("%1 can only be read.").arg(parameter.address())});
    auto told = toldlimits::of(parameter, value);
    append(refusals, checkValue(spec, value, parameter.softLimits(), parameter.address(), told.limits));
    append(refusals, std::move(told.unknown));
    checkProtection(refusals, parameter.protection(), parameter.address(), parameter.address());
    checkProtection(refusals, parameter.device().protection(), parameter.device().id(), parameter.address());
    checkLatch(refusals, parameter.device(), spec.startsMotion || spec.isOutput, parameter.address());
    return refusals;
}

Refusals all(const Bench &bench, const Parameter &parameter, const Value &value)
{
    auto refusals = beforeLock(parameter, value);
    const auto allowed = parameter.spec().startsMotion ? DeviceStates::atRest() : DeviceStates::working();
    checkState(refusals, parameter.device(), allowed, parameter.address());
    checkStop(refusals, bench, parameter.device(), parameter.spec().startsMotion || parameter.spec().isOutput, parameter.address());
    append(refusals, bench.interlocks().check(parameter.address()));
    if (refusals.size() > 1)
        sort(refusals);
    return refusals;
}

Refusals beforeLock(const Device &device, const CommandSpec &command, const Arguments &arguments)
{
    const auto address = Address{device.id(), command.name}.text();
    Refusals refusals;
    if (arguments.size() != command.arguments.size()) {
        QStringList names;
        for (const auto &argument : command.arguments)
            names << argument.name;
        const auto wanted = names.isEmpty() ? QStringLiteral("none")
                                            : QStringLiteral("%1 (%2)").arg(names.size()).arg(names.join(QStringLiteral(", ")));
        refusals.push_back({RefusalKind::Type, address,
                            QStringLiteral("%1 was given %2 arguments; it takes %3.")
                                .arg(address, QString::number(arguments.size()), wanted)});
    } else {
        for (qsizetype i = 0; i < arguments.size(); ++i)
            append(refusals, checkValue(command.arguments[i], arguments[i], command.arguments[i].softLimits,
                                        QStringLiteral("%1 %2").arg(address, command.arguments[i].name)));
    }
    checkProtection(refusals, device.protection(), device.id(), address);
    checkLatch(refusals, device, command.mayEnergise(), address);
    return refusals;
}

Refusals all(const Bench &bench, const Device &device, const CommandSpec &command, const Arguments &arguments)
{
    const auto address = Address{device.id(), command.name}.text();
    auto refusals = beforeLock(device, command, arguments);
    checkState(refusals, device, command.allowedStates, address);
    checkStop(refusals, bench, device, command.mayEnergise(), address);
    append(refusals, bench.interlocks().check(address));
    if (refusals.size() > 1)
        sort(refusals);
    return refusals;
}

Refusals all(const Bench &bench, const std::vector<Device *> &devices)
{
    Refusals refusals;
    for (auto *device : devices) {
        checkProtection(refusals, device->protection(), device->id(), device->id());
        for (const auto &parameter : device->parameters())
            checkProtection(refusals, parameter->protection(), parameter->address(), parameter->address());
        checkStop(refusals, bench, *device, true, device->id());
        for (const auto &parameter : device->parameters())
            append(refusals, bench.interlocks().check(parameter->address()));
        for (const auto &command : device->commands())
            append(refusals, bench.interlocks().check(Address{device->id(), command.name}.text()));
    }
    if (!devices.empty())
        checkLatch(refusals, *devices.front(), true, devices.front()->id());
    sort(refusals);
    return refusals;
}

Refusals locked(const Lockable &lockable, const TaskCore *task)
{
    const auto holder = lockable.conflict(task);
    if (!holder)
        return {};
    return {{RefusalKind::Locked, lockable.address(),
             QStringLiteral("%1 is locked by task %2, %3 (%4); wait for it, or cancel it.")
                 .arg(holder->address, QString::number(holder->task), holder->label, holder->reason)}};
}

void throwIfAny(Refusals refusals)
{
    if (!refusals.empty())
        throw Error(std::move(refusals));
}

void requireEpoch()
{
    const auto *task = currentTask();
    if (task->epoch() != task->engine().gate()->epoch())
        throw Cancelled{CancelReason::Stopped};
}
} // namespace podium::engine::permission
