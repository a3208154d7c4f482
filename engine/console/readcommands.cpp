// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/perform.h"
#include "engine/model/deviceuse.h"
#include "engine/tasks/serviceoptions.h"

namespace podium::engine::console
{
namespace
{
void tellReadings(Context &context, const Device &device)
{
    for (const auto &parameter : device.parameters())
        if (parameter->spec().isReadable())
            context.output.tell(&ConsoleWriter::value, ShownReading::of(*parameter));
}

Op<void> refresh(Device &device)
{
    std::vector<Parameter *> readable;
    for (const auto &parameter : device.parameters())
        if (parameter->spec().isReadable())
            readable.push_back(parameter.get());
    if (device.state() != DeviceState::Disconnected && !readable.empty())
        co_await device.refresh(std::move(readable));
}

/// Asks all devices at the same time, then shows their readings in the given order; what cannot be read shows it by its
/// quality.
Op<void> showDevices(Context &context, std::vector<Device *> devices)
{
    std::deque<DeviceUse> uses; // to the end, so that none of them leaves the bench meanwhile
    for (auto *device : devices)
        uses.emplace_back(*device);
    for (auto *device : devices)
        spawn(QStringLiteral("read %1").arg(device->id()), refresh(*device), serviceOptions());
    co_await join();
    for (const auto *device : devices)
        tellReadings(context, *device);
}

/// Several errors as one.
Error together(const std::vector<Error> &errors)
{
    if (errors.size() == 1)
        return errors.front();
    std::vector<Refusal> refusals;
    QStringList messages;
    for (const Error &error : errors) {
        refusals.insert(refusals.end(), error.refusals().begin(), error.refusals().end());
        messages << error.message();
    }
    if (refusals.size() == errors.size())
        return Error(std::move(refusals));
    return Error(errors.front().kind(), messages.join(QLatin1Char(' ')), errors.front().where());
}
} // namespace

Op<void> perform(Context &context, Get command)
{
    auto &bench = context.core.bench;
    std::vector<Error> errors;
    for (const Address &address : command.addresses) {
        try {
            co_await operations::read(bench, address);
        } catch (const Error &error) {
            errors.push_back(error);
        }
        if (const auto *parameter = bench.find(address))
            context.output.tell(&ConsoleWriter::value, ShownReading::of(*parameter));
    }
    if (!errors.empty())
        throw together(errors);
}

Op<void> perform(Context &context, GetDevices command)
{
    std::vector<Device *> devices;
    for (const QString &id : command.devices)
        devices.push_back(&context.core.bench.device(id));
    co_await showDevices(context, std::move(devices));
}

Op<void> perform(Context &context, GetAll)
{
    std::vector<Device *> devices;
    for (const auto &device : context.core.bench.devices())
        devices.push_back(device.get());
    co_await showDevices(context, std::move(devices));
}
} // namespace podium::engine::console
