// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/states.h"

#include "engine/model/linkport.h"
#include "engine/model/shape.h"

#include <algorithm>

namespace podium::engine
{
const DeviceDescription *BenchDescription::find(const DeviceId &id) const
{
    const auto found = std::find_if(devices.begin(), devices.end(), [&](const auto &device) { return device.id == id; });
    return found == devices.end() ? nullptr : &*found;
}

const ParameterSpec *BenchDescription::find(const Address &address) const
{
    const auto *device = find(address.device);
    if (!device)
        return nullptr;
    const auto &specs = device->parameters;
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const auto &spec) { return spec.name == address.parameter; });
    return found == specs.end() ? nullptr : &*found;
}

BenchDescription describe(const Bench &bench)
{
    BenchDescription description;
    description.name = bench.name();
    description.simulated = bench.isSimulated();
    for (const auto &device : bench.devices()) {
        DeviceDescription shape;
        shape.id = device->id();
        shape.title = device->title();
        shape.group = device->group();
        shape.family = device->family();
        const auto *reshaping = dynamic_cast<const Reshaping *>(device.get());
        for (const auto &parameter : device->parameters())
            if (!reshaping || reshaping->has(*parameter))
                shape.parameters.push_back(parameter->spec());
        for (const auto &command : device->commands())
            if (!reshaping || reshaping->has(command))
                shape.commands.push_back(command);
        shape.canStop = device->canStop();
        shape.hasFastStop = device->hasFastStop();
        shape.hasLink = linkOf(*device) != nullptr;
        if (const auto *motion = device->motionParameter(); motion && (!reshaping || reshaping->has(*motion)))
            shape.motionParameter = motion->spec().name;
        description.devices.push_back(std::move(shape));
    }
    for (const auto &broken : bench.broken()) {
        DeviceDescription shape;
        shape.id = broken.id;
        shape.title = broken.title;
        shape.group = broken.group;
        shape.problem = broken.problem;
        description.devices.push_back(std::move(shape));
    }
    return description;
}

ParameterState stateOf(Parameter &parameter)
{
    return {.reading = parameter.reading(),
            .setpoint = parameter.setpoint(),
            .origin = parameter.origin(),
            .softLimits = parameter.softLimits(),
            .alarmLimits = parameter.alarmLimits(),
            .protection = parameter.protection(),
            .lock = parameter.lockable().holder()};
}

DeviceStatus statusOf(Device &device)
{
    return {.state = device.state(),
            .reason = device.stateReason(),
            .traffic = device.stateTraffic(),
            .protection = device.protection(),
            .lock = device.lockable().holder()};
}
} // namespace podium::engine
