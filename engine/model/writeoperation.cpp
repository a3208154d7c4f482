// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/locktable.h"
#include "engine/model/deviceuse.h"
#include "engine/model/motion.h"
#include "engine/model/operations.h"
#include "engine/model/permission.h"
#include "engine/model/valuecheck.h"

#include <QScopeGuard>

namespace podium::engine
{
namespace
{
Quantity plus(const Value &start, const Quantity &by, const ParameterSpec &spec, const QString &address)
{
    const auto *from = std::get_if<Quantity>(&start);
    if (!from)
        throw Error::refused(RefusalKind::Type, address, QStringLiteral("%1 is no quantity, so it has no relative move.").arg(address));
    const bool isBare = by.unit() == Unit();
    if (isBare != (spec.unit == Unit()) || !by.unit().compatibleWith(spec.unit)) // 5 is not 5 %
        coerce(spec, by, address); // says what is wrong with the unit
    return Quantity(from->value() + by.unit().convertDifference(by.value(), spec.unit), spec.unit);
}

/// Under the lock: everything is checked once more.
WriteRecord approve(Bench &bench, Parameter &parameter, const Value &value)
{
    permission::throwIfAny(permission::all(bench, parameter, value));
    permission::requireEpoch();
    bench.locks().requireHeld(currentTask(), parameter.lockable());
    WriteRecord record;
    record.address = parameter.address();
    record.before = parameter.setpoint().index() != 0 ? parameter.setpoint() : parameter.reading().value;
    record.after = value;
    record.task = currentTask()->id();
    record.by = currentTask()->record().peek().startedBy;
    record.time = bench.engine().now();
    return record;
}

/// How far it will go, so that its time can be compared with that of others. A task that does more than this move, as a restore
/// does, has no distance.
void noteDistance(const Parameter &parameter, const Value &value)
{
    const auto name = operations::writeName(parameter.spec(), {parameter.device().id(), parameter.spec().name});
    if (currentTask()->record().peek().operation != name)
        return;
    const auto *from = std::get_if<Quantity>(&parameter.reading().value);
    const auto *to = std::get_if<Quantity>(&value);
    if (from && to && parameter.reading().quality == Quality::Valid)
        currentTask()->edit([way = std::abs(to->value() - from->value())](TaskInfo &info) { info.distance = way; });
}

/// The value leaves; approved in the same breath. What was not acknowledged is told all the same: the device may have it.
Op<void> handOver(Bench &bench, Parameter &parameter, WriteRecord approved)
{
    std::optional<PendingOutput> pending;
    if (parameter.spec().isOutput && !parameter.spec().startsMotion)
        pending.emplace(parameter.device());
    approved.problem = QStringLiteral("It ended before the device acknowledged it.");
    auto tell = qScopeGuard([&] { Q_EMIT bench.written(approved); });
    try {
        const WaitingFor name(QStringLiteral("%1 to accept it").arg(parameter.device().id()));
        co_await parameter.device().write(parameter, approved.after);
        approved.problem.clear();
        parameter.setSetpoint(approved.after, approved.by, approved.task);
    } catch (const std::exception &) {
        const auto error = Error::from(std::current_exception());
        approved.problem = error.message();
        if (error.kind() == ErrorKind::Refused)
            tell.dismiss(); // by the driver: nothing has left
        throw;
    }
}

Op<void> moveAndSettle(Bench &bench, Parameter &parameter, const Value &value)
{
    auto approved = approve(bench, parameter, value); // before the guard: what is refused has moved nothing, and stops nothing
    noteDistance(parameter, value);
    MotionGuard motion(bench, parameter.device());
    co_await handOver(bench, parameter, std::move(approved));
    const WaitingFor name(QStringLiteral("%1 to settle").arg(parameter.address()));
    co_await parameter.device().settle(parameter, value);
    motion.ended();
}

Op<Value> writeAny(Bench &bench, Parameter &parameter, Value given, std::optional<Quantity> by, IfLocked ifLocked)
{
    const DeviceUse use(parameter.device());
    const auto &address = parameter.address();
    Value value;
    if (!by) {
        value = coerce(parameter.spec(), given, address);
        permission::throwIfAny(permission::beforeLock(parameter, value));
    }
    auto guard = co_await acquire(parameter.lockable(), ifLocked, [&] {
        return by ? permission::Refusals() : permission::all(bench, parameter, value);
    });
    if (parameter.spec().startsMotion || parameter.spec().isOutput)
        co_await awaitStop(bench, parameter.device(), ifLocked);
    if (by)
        value = plus(parameter.target(), *by, parameter.spec(), address);
    if (parameter.spec().startsMotion)
        co_await moveAndSettle(bench, parameter, value);
    else
        co_await handOver(bench, parameter, approve(bench, parameter, value));
    co_return value;
}
} // namespace

QString operations::writeName(const ParameterSpec &spec, const Address &address)
{
    return (spec.startsMotion ? QStringLiteral("move %1") : QStringLiteral("set %1")).arg(address.text());
}

Op<Value> operations::write(Bench &bench, Address address, Value value, IfLocked ifLocked)
{
    co_return co_await toldIfRefused(bench, address.text(), [&] {
        return writeAny(bench, bench.parameter(address), std::move(value), std::nullopt, ifLocked);
    });
}

Op<Value> operations::move(Bench &bench, Address address, Quantity by, MoveKind kind, IfLocked ifLocked)
{
    co_return co_await toldIfRefused(bench, address.text(), [&] {
        auto &parameter = bench.parameter(address);
        return kind == MoveKind::Relative ? writeAny(bench, parameter, Value(), by, ifLocked)
                                          : writeAny(bench, parameter, by, std::nullopt, ifLocked);
    });
}

Op<Value> operations::read(Bench &bench, Address address)
{
    auto &parameter = bench.parameter(address);
    if (!parameter.spec().isReadable())
        throw Error::refused(RefusalKind::Access, parameter.address(),
                             QStringLiteral("%1 can only be written.").arg(parameter.address()));
    const DeviceUse use(parameter.device());
    parameter.setReading(co_await parameter.device().read(parameter));
    co_return parameter.reading().value;
}

Op<void> operations::waitForValue(Bench &bench, Address address, Quantity value, Quantity tolerance, Deadline deadline)
{
    auto &parameter = bench.parameter(address);
    const DeviceUse use(parameter.device());
    const double goal = value.in(parameter.spec().unit);
    const double width = tolerance.unit().convertDifference(tolerance.value(), parameter.spec().unit);
    const auto near = [&]() -> Op<void> {
        const WaitingFor name(QStringLiteral("%1 to come to %2").arg(parameter.address(), value.text()));
        for (;;) {
            const auto *at = std::get_if<Quantity>(&parameter.reading().value);
            if (at && parameter.reading().quality == Quality::Valid && std::abs(at->value() - goal) <= width)
                co_return;
            co_await sleep(std::chrono::milliseconds(20));
        }
    };
    co_await within(deadline, near(), QStringLiteral("wait for %1").arg(parameter.address()));
}
} // namespace podium::engine
