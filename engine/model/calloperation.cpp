// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/locktable.h"
#include "engine/model/deviceuse.h"
#include "engine/model/motion.h"
#include "engine/model/nearest.h"
#include "engine/model/operations.h"
#include "engine/model/permission.h"
#include "engine/model/valuecheck.h"

namespace podium::engine
{
namespace
{
const CommandSpec &commandOf(const Device &device, const QString &name)
{
    if (const auto *spec = device.command(name))
        return *spec;
    QStringList names;
    for (const auto &known : device.commands())
        names << known.name;
    throw Error::refused(RefusalKind::Unknown, Address{device.id(), name}.text(),
                         QStringLiteral("%1 has no command %2.%3").arg(device.id(), name, didYouMean(name, names)));
}

Arguments coerced(const CommandSpec &command, const Arguments &given, const QString &address)
{
    if (given.size() != command.arguments.size())
        return given; // the check of the number refuses it with all the other reasons
    Arguments arguments;
    for (qsizetype i = 0; i < given.size(); ++i)
        arguments << coerce(command.arguments[i], given[i], QStringLiteral("%1 %2").arg(address, command.arguments[i].name));
    return arguments;
}

Lockable &lockOf(Device &device, const CommandSpec &command)
{
    auto *parameter = command.locks.isEmpty() ? nullptr : device.parameter(command.locks);
    return parameter ? parameter->lockable() : device.lockable();
}

Op<Value> callAny(Bench &bench, const Address &address, Arguments given, IfLocked ifLocked)
{
    auto &device = bench.device(address.device);
    const DeviceUse use(device);
    const auto command = commandOf(device, address.parameter); // a copy: the device may get more commands while this waits
    const auto text = address.text();
    const auto arguments = coerced(command, given, text);
    permission::throwIfAny(permission::beforeLock(device, command, arguments));
    auto guard = co_await acquire(lockOf(device, command), ifLocked,
                                  [&] { return permission::all(bench, device, command, arguments); });
    if (command.mayEnergise())
        co_await awaitStop(bench, device, ifLocked);
    permission::throwIfAny(permission::all(bench, device, command, arguments));
    permission::requireEpoch();
    bench.locks().requireHeld(currentTask(), lockOf(device, command));
    WriteRecord record;
    record.address = text;
    record.task = currentTask()->id();
    record.by = currentTask()->record().peek().startedBy;
    record.time = bench.engine().now();
    Q_EMIT bench.written(record);
    if (!command.startsMotion) {
        std::optional<PendingOutput> pending;
        if (command.mayEnergise())
            pending.emplace(device);
        co_return co_await device.execute(command, arguments);
    }
    MotionGuard motion(bench, device);
    const WaitingFor name(QStringLiteral("%1 to end").arg(text));
    auto result = co_await device.execute(command, arguments);
    motion.ended();
    co_return result;
}
} // namespace

QString operations::callName(const Address &address) { return QStringLiteral("call %1").arg(address.text()); }

Op<Value> operations::call(Bench &bench, Address address, Arguments given, IfLocked ifLocked)
{
    co_return co_await toldIfRefused(bench, address.text(),
                                     [&] { return callAny(bench, address, std::move(given), ifLocked); });
}

std::vector<Refusal> operations::whyNotCall(Bench &bench, const Address &address, const Arguments &given, const TaskCore *task)
{
    auto &device = bench.device(address.device);
    const auto &command = commandOf(device, address.parameter);
    auto refusals = permission::all(bench, device, command, coerced(command, given, address.text()));
    for (auto &held : permission::locked(lockOf(device, command), task))
        refusals.push_back(std::move(held));
    return refusals;
}

std::vector<Refusal> operations::whyNotWrite(Bench &bench, const Address &address, const Value &value, const TaskCore *task)
{
    auto &parameter = bench.parameter(address);
    auto refusals = permission::all(bench, parameter, coerce(parameter.spec(), value, parameter.address()));
    for (auto &held : permission::locked(parameter.lockable(), task))
        refusals.push_back(std::move(held));
    return refusals;
}

void operations::stash(Device &device)
{
    for (const auto &parameter : device.parameters())
        if (parameter->spec().isWritable() && parameter->spec().isReadable())
            parameter->stash();
}

Op<void> operations::restore(Bench &bench, DeviceId id, IfLocked ifLocked)
{
    const auto locked = [&]() -> Op<LockGuard> {
        return acquire(bench.device(id).lockable(), ifLocked, [] { return permission::Refusals(); });
    };
    auto guard = co_await toldIfRefused(bench, id, locked);
    const DeviceUse use(bench.device(id));
    struct Level {
        Parameter *parameter;
        std::size_t height;
        Value value;
    };
    std::vector<Level> levels; // what was there at the start: somebody may stash while this writes
    for (const auto &parameter : bench.device(id).parameters())
        if (parameter->hasStash())
            levels.push_back({parameter.get(), parameter->stashHeight(), parameter->stashed()});
    for (const auto &[parameter, height, value] : levels)
        if (value.index() != 0)
            co_await write(bench, Address{id, parameter->spec().name}, value, ifLocked);
    for (const auto &[parameter, height, value] : levels) // all or none: two stashes must not mix
        parameter->dropStash(height);
}
} // namespace podium::engine
