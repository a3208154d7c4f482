// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"

namespace podium::tests
{
using namespace podium::engine;

/// A device without anything of its own, for what a driver need not write.
class BareDevice final : public Device
{
public:
    explicit BareDevice(const DeviceContext &context) : Device(context, QStringLiteral("meter")) {}
    using Device::addParameter;

private:
    Op<Value> read(Parameter &) override { co_return Value(); }
    Op<void> write(Parameter &, Value) override { co_return; }
};
} // namespace podium::tests
