// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configreader.h"
#include "engine/model/device.h"

namespace podium::app
{
/// What a bench file says of a device's parameters in place of the driver: limits, alarms, poll periods, decimals.
/// Thread: one at a time.
class BenchOverrides
{
public:
    /// Device: its `[[device]]` table.
    BenchOverrides(const devices::ConfigNode &device, devices::ProblemList &problems)
        : m_device(device)
        , m_problems(problems)
    {
    }

    void apply(engine::ParameterSpec &spec);
    /// Refuses what is said of parameters that the device does not have.
    void finish(const engine::Device &device);

private:
    /// What the table says of this parameter; null, and a problem, where it makes no sense.
    const devices::ConfigNode *find(QStringView table, const engine::ParameterSpec &spec, bool isSensible, const QString &whyNot);
    void applyLimits(engine::ParameterSpec &spec);

    const devices::ConfigNode &m_device;
    devices::ProblemList &m_problems;
};
} // namespace podium::app
