// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/perform.h"

namespace podium::engine::console
{
namespace
{
/// The receipts of the stops that a command asked for.
std::vector<StopReceipt> receiptsOf(const Context &context, const Stop &command)
{
    auto receipts = context.core.stops->receipts();
    if (command.device)
        std::erase_if(receipts, [&command](const StopReceipt &receipt) { return receipt.device != *command.device; });
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
        if (receipt.canConfirm && !receipt.isConfirmed()) {
            problems << QStringLiteral("The stop of %1 is not confirmed: %2").arg(receipt.device, receipt.problem);
            where = receipt.device;
        }
    }
    if (!problems.isEmpty())
        throw Error(ErrorKind::Device, problems.join(QLatin1Char(' ')), where);
}

void requireStop(const Context &context, const DeviceId &id)
{
    if (!context.core.bench.device(id).canStop())
        throw Error::refused(RefusalKind::Access, id,
                             QStringLiteral("%1 neither moves nor outputs anything, so there is nothing to stop.").arg(id));
}
} // namespace

void request(Context &context, const Stop &command)
{
    auto &stops = *context.core.stops;
    if (!command.device)
        stops.stopAll(context.startedBy);
    else if (const auto *device = context.core.bench.find(*command.device); device && device->canStop())
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
    context.core.stops->acknowledge(context.core.bench.device(command.device).id(), context.startedBy);
}
} // namespace podium::engine::console
