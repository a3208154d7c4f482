// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/drillsamples.h"

#include <algorithm>
#include <cmath>

namespace podium::ui
{
using engine::StopReceipt;

namespace
{
const std::optional<engine::TimePoint> &momentOf(const StopReceipt &receipt, DrillSamples::Step step)
{
    switch (step) {
    case DrillSamples::Step::FirstByte:
        return receipt.firstByte;
    case DrillSamples::Step::Acknowledged:
        return receipt.acknowledged;
    case DrillSamples::Step::Confirmed:
        break;
    }
    return receipt.confirmed;
}
} // namespace

QStringList DrillSamples::devices() const
{
    QStringList devices;
    for (const auto &receipt : m_receipts)
        if (!devices.contains(receipt.device))
            devices << receipt.device;
    devices.sort();
    return devices;
}

std::vector<double> DrillSamples::times(Step step, const engine::DeviceId &device) const
{
    std::vector<double> times;
    for (const auto &receipt : m_receipts)
        if (device.isEmpty() || receipt.device == device)
            if (const auto time = StopReceipt::milliseconds(receipt.requested, momentOf(receipt, step)))
                times.push_back(*time);
    return times;
}

DrillSpread DrillSamples::spread(Step step, const engine::DeviceId &device) const
{
    auto sorted = times(step, device);
    if (sorted.empty())
        return {};
    std::sort(sorted.begin(), sorted.end());
    // The smallest time that this share of the stops did not exceed.
    const auto at = [&sorted](double share) {
        const auto rank = std::size_t(std::ceil(share * double(sorted.size())));
        return sorted[std::max<std::size_t>(rank, 1) - 1];
    };
    return {sorted.size(), at(0.5), at(0.99), sorted.back()};
}
} // namespace podium::ui
