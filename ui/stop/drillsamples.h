// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stop/receipt.h"

#include <vector>

namespace podium::ui
{
/// What a step of stops took. Unit: milliseconds.
struct DrillSpread {
    std::size_t count = 0;
    double median = 0;
    double p99 = 0;
    double worst = 0;
};

/// The receipts of the rounds of a stop drill, as times from the press.
class DrillSamples
{
public:
    enum class Step : quint8 { FirstByte, Acknowledged, Confirmed };

    void clear() { m_receipts.clear(); }
    void add(const engine::StopReceipt &receipt) { m_receipts.push_back(receipt); }
    bool isEmpty() const { return m_receipts.empty(); }
    QStringList devices() const;
    /// Of one device, or of all (empty id); a step that a device does not have is left out. Unit: milliseconds.
    std::vector<double> times(Step step, const engine::DeviceId &device = {}) const;
    DrillSpread spread(Step step, const engine::DeviceId &device = {}) const;

private:
    std::vector<engine::StopReceipt> m_receipts;
};
} // namespace podium::ui
