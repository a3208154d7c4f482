// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"

namespace podium::tests
{
/// A device with nothing but voltages to read: v0, v1, ... Unit: volt.
class MeterDevice final : public engine::Device
{
public:
    MeterDevice(const engine::DeviceContext &context, int parameters) : Device(context, QStringLiteral("sensor"))
    {
        engine::ParameterSpec spec;
        spec.unit = engine::Unit::parse(QStringLiteral("V"));
        spec.access = engine::Access::ReadOnly;
        spec.decimals = 3;
        for (int i = 0; i < parameters; ++i) {
            spec.name = QStringLiteral("v%1").arg(i);
            addParameter(spec);
        }
    }
    engine::Op<engine::Value> read(engine::Parameter &parameter) override { co_return parameter.reading().value; }
    engine::Op<void> write(engine::Parameter &, engine::Value) override { co_return; }
};
} // namespace podium::tests
