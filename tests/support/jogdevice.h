// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/testdevice.h"

namespace podium::tests {

/// A motor that jogs: it runs on until it is stopped.
class JogDevice : public TestDevice
{
public:
    explicit JogDevice(const DeviceContext &context) : TestDevice(context) { addJog({-20.0, 10.0}); }
    Op<Value> execute(const CommandSpec &command, Arguments arguments) override
    {
        sent << command.name + QLatin1Char(' ') + valueText(arguments.front());
        setState(DeviceState::Moving);
        co_await sleep(std::chrono::hours(24));
        co_return Value();
    }
    Op<void> stop() override
    {
        co_await TestDevice::stop();
        setState(DeviceState::Standby);
    }
};

} // namespace podium::tests
