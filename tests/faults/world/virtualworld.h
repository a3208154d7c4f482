// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/faultchannel.h"
#include "tests/faults/world/peers.h"
#include "tests/faults/world/world.h"

namespace podium::tests
{
/// A world on a clock that the test moves, whose lines are fault channels. Thread: main thread.
class VirtualWorld final : public World
{
public:
    VirtualWorld(Kind kind, const Plan &plan);
    ~VirtualWorld() override;

    Kind kind() const override { return m_kind; }
    AxisPeer &peer(int device = 0) override { return *m_lines.at(std::size_t(device)).peer; }
    FaultScript &script(int device = 0) override { return *m_lines.at(std::size_t(device)).script; }
    void setCable(Cable cable, int device = 0) override;
    void reboot() override;
    int attempts(int device = 0) override { return channel(device).attempts; }
    bool until(const std::function<bool()> &is, engine::Duration limit) override;
    void advance(engine::Duration by) override
    {
        until([] { return false; }, by);
    }

    FaultChannel &channel(int device = 0) { return *m_lines.at(std::size_t(device)).channel; }

private:
    struct Line {
        std::shared_ptr<FaultScript> script;
        FaultChannel *channel = nullptr;
        std::shared_ptr<AxisPeer> peer;
    };
    std::unique_ptr<devices::Channel> addLine();
    std::unique_ptr<AxisPeer> makePeer(AxisPeer::Surroundings surroundings) const;
    std::unique_ptr<engine::Device> makeDevice(const engine::DeviceContext &context, bool polls);

    Kind m_kind;
    QString m_rule;
    std::vector<Line> m_lines;
};
} // namespace podium::tests
