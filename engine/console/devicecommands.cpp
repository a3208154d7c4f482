// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/perform.h"
#include "engine/model/nearest.h"
#include "engine/model/valuecheck.h"

namespace podium::engine::console
{
namespace
{
/// The refusals of an error, telling the address that they are about.
Error about(const QString &address, const Error &error)
{
    auto refusals = error.refusals();
    for (Refusal &refusal : refusals) {
        if (refusal.address.isEmpty()) {
            refusal.address = address;
            refusal.message = QStringLiteral("%1: %2").arg(address, refusal.message);
        }
    }
    return refusals.empty() ? error : Error(std::move(refusals));
}

Quantity quantityFor(const QString &address, const QString &text)
{
    try {
        return Quantity::parse(text);
    } catch (const Error &error) {
        throw about(address, error);
    }
}

QStringList motionAddresses(const Device &device)
{
    QStringList addresses;
    for (const auto &parameter : device.parameters())
        if (parameter->spec().startsMotion)
            addresses << parameter->address();
    return addresses;
}

/// The motion parameter that a target names.
Address motionTarget(const Bench &bench, const QString &target)
{
    if (const auto address = Address::parse(target)) {
        if (!bench.parameter(*address).spec().startsMotion)
            throw Error::refused(RefusalKind::Access, target,
                                 QStringLiteral("%1 moves nothing; write it with set.").arg(target));
        return *address;
    }
    const Device &device = bench.device(target);
    if (const Parameter *parameter = device.motionParameter())
        return Address{target, parameter->spec().name};
    const auto addresses = motionAddresses(device);
    throw Error::refused(RefusalKind::Access, target,
                         addresses.isEmpty()
                             ? QStringLiteral("%1 has no parameter that moves it; write others with set.").arg(target)
                             : QStringLiteral("%1 has several parameters that move it; give one of %2.")
                                   .arg(target, addresses.join(QStringLiteral(", "))));
}

/// Whether it is known where a relative move starts from.
bool hasStart(const Parameter &parameter)
{
    return !std::holds_alternative<std::monostate>(parameter.setpoint()) || parameter.reading().quality == Quality::Valid;
}

/// From now on it is known what the task of this command does.
void nameTask(const QString &operation)
{
    currentTask()->edit([&](TaskInfo &info) { info.operation = operation; });
}

void tellResult(Context &context, const Value &value)
{
    if (!std::holds_alternative<std::monostate>(value))
        context.output.tell(&ConsoleWriter::result, currentTask()->record().peek(), value);
}

const CommandSpec &commandSpec(const Bench &bench, const Address &address)
{
    const Device &device = bench.device(address.device);
    if (const auto *spec = device.command(address.parameter))
        return *spec;
    QStringList names;
    for (const CommandSpec &spec : device.commands())
        names << spec.name;
    throw Error::refused(RefusalKind::Unknown, address.text(),
                         QStringLiteral("%1 has no command %2.%3")
                             .arg(address.device, address.parameter, didYouMean(address.parameter, names)));
}

/// The values that the texts spell; texts without a specification stay texts, and are refused by their number.
Arguments argumentValues(const CommandSpec &spec, const Address &address, const QStringList &texts)
{
    Arguments values;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (texts.size() != spec.arguments.size())
            values << Value(texts[i]);
        else
            values << parseValue(spec.arguments[i], texts[i],
                                 QStringLiteral("%1 %2").arg(address.text(), spec.arguments[i].name));
    }
    return values;
}
} // namespace

Op<void> perform(Context &context, Move command)
{
    auto &bench = context.core.bench;
    const auto address = motionTarget(bench, command.target);
    nameTask(operations::writeName(bench.parameter(address).spec(), address));
    const auto quantity = quantityFor(address.text(), command.quantity);
    if (command.kind == MoveKind::Relative && !hasStart(bench.parameter(address)))
        co_await operations::read(bench, address);
    tellResult(context, co_await operations::move(bench, address, quantity, command.kind, context.ifLocked));
}

Op<void> perform(Context &context, Set command)
{
    auto &bench = context.core.bench;
    const auto &spec = bench.parameter(command.address).spec();
    nameTask(operations::writeName(spec, command.address));
    auto value = parseValue(spec, command.value, command.address.text());
    tellResult(context, co_await operations::write(bench, command.address, std::move(value), context.ifLocked));
}

Op<void> perform(Context &context, Call command)
{
    auto &bench = context.core.bench;
    nameTask(operations::callName(command.address));
    auto arguments = argumentValues(commandSpec(bench, command.address), command.address, command.arguments);
    tellResult(context, co_await operations::call(bench, command.address, std::move(arguments), context.ifLocked));
}
} // namespace podium::engine::console
