// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/testdevice.h"

namespace podium::tests {

/// A test device that has a waveform to write and to read.
class WaveDevice : public TestDevice
{
public:
    explicit WaveDevice(const DeviceContext &context) : TestDevice(context)
    {
        auto spec = curveSpec();
        m_curve = &addParameter(spec);
    }
    static ParameterSpec curveSpec()
    {
        ParameterSpec spec;
        spec.name = QStringLiteral("curve");
        spec.type = ParameterType::Waveform;
        spec.unit = Unit::parse(QStringLiteral("mm"));
        spec.decimals = 3;
        spec.deviceLimits = {-5, 25};
        spec.maximumLength = 2000;
        return spec;
    }

    Parameter &curve() const { return *m_curve; }
    Op<Value> read(Parameter &parameter) override
    {
        if (&parameter == m_curve)
            co_return m_samples;
        co_return co_await TestDevice::read(parameter);
    }
    Op<void> write(Parameter &parameter, Value value) override
    {
        if (&parameter != m_curve) {
            co_await TestDevice::write(parameter, std::move(value));
            co_return;
        }
        sent << QStringLiteral("curve %1").arg(std::get<Waveform>(value).samples.size());
        m_samples = value;
    }

private:
    Parameter *m_curve = nullptr;
    Value m_samples = Waveform{{0}, Unit::parse(QStringLiteral("mm"))};
};

} // namespace podium::tests
