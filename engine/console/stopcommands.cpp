// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/perform.h"

#include <algorithm>

namespace podium::engine::console
{
namespace
{
/// Whether the stop of a device stops this one: itself, or one below it.
bool covers(const DeviceId &id, const DeviceId &device)
{
    return device == id || device.startsWith(id + QLatin1Char('/'));
}

bool canStop(const Context &context, const DeviceId &id)
{
    const auto &devices = context.core.bench.devices();
    return std::any_of(devices.begin(), devices.end(),
                       [&id](const auto &device) { return device->canStop() && covers(id, device->id()); });
}

/// The receipts of the stops that a command asked for.
std::vector<StopReceipt> receiptsOf(const Context &context, const Stop &command)
{
    auto receipts = context.core.stops->receipts();
    if (command.device)
        std::erase_if(receipts, [&command](const StopReceipt &receipt) { return !covers(*command.device, receipt.device); });
    return receipts;
}

QStringList unfinished(const std::vector<StopReceipt> &receipts)
{
    QStringList devices;
    for (const StopReceipt &receipt : receipts)
        if (!receipt.finished)
            devices << receipt.device;
    return devices;
}

void throwIfNotConfirmed(const std::vector<StopReceipt> &receipts)
{
    QStringList problems;
    QString where;
    for (const StopReceipt &receipt : receipts) {
        if (receipt.isOpen()) {
            problems << QStringLiteral("The stop of %1 is not confirmed: %2").arg(receipt.device, receipt.problem);
            where = receipt.device;
        }
    }
    if (!problems.isEmpty())
        throw Error(ErrorKind::Device, problems.join(QLatin1Char(' ')), where);
}

void requireStop(const Context &context, const DeviceId &id)
{
    (void)context.core.bench.device(id); // refuses an unknown one
    if (!canStop(context, id))
        throw Error::refused(RefusalKind::Access, id,
                             QStringLiteral("%1 neither moves nor outputs anything, so there is nothing to stop.").arg(id));
}
} // namespace

void request(Context &context, const Stop &command)
{
    auto &stops = *context.core.stops;
    if (!command.device)
        stops.stopAll(context.startedBy);
    else if (canStop(context, *command.device))
        stops.stop(*command.device, context.startedBy);
}

Op<void> perform(Context &context, Stop command)
{
    if (command.device)
        requireStop(context, *command.device);
    if (const auto devices = unfinished(receiptsOf(context, command)); !devices.isEmpty()) {
        const WaitingFor name(QStringLiteral("%1 to stand still").arg(devices.join(QStringLiteral(", "))));
        co_await until(context.core.stops.get(), &StopController::statusChanged,
                       [&context, &command] { return unfinished(receiptsOf(context, command)).isEmpty(); });
    }
    throwIfNotConfirmed(receiptsOf(context, command));
}

void perform(Context &context, const Reset &) { context.core.stops->reset(context.startedBy); }

void perform(Context &context, const Acknowledge &command)
{
    context.core.stops->acknowledge(command.device, context.startedBy);
}
} // namespace podium::engine::console
