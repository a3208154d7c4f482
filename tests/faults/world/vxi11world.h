// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/faultproxy.h"
#include "tests/faults/world/peers.h"
#include "tests/faults/world/world.h"
#include "tests/support/vxi11server.h"

#include <QTest>

namespace podium::tests
{
/// The world of VXI-11, whose channel makes its connections itself: real ones on loopback, through fault proxies, by the clock of
/// the wall. Thread: main thread.
class Vxi11World final : public World
{
public:
    explicit Vxi11World(const Plan &plan);
    ~Vxi11World() override;

    Kind kind() const override { return Kind::Vxi11; }
    AxisPeer &peer(int = 0) override { return *m_peer; }
    FaultScript &script(int = 0) override { return m_core.script(); }
    void setCable(Cable cable, int device = 0) override;
    void reboot() override;
    int attempts(int = 0) override { return m_core.connections(); }
    bool until(const std::function<bool()> &is, engine::Duration limit) override;
    void advance(engine::Duration by) override { QTest::qWait(int(std::chrono::duration_cast<std::chrono::milliseconds>(by).count())); }

    Vxi11Server &server() { return *m_server; }
    /// Nothing is passed on any more, and then everything.
    void setFrozen(bool frozen);
    const ProxyLog &log() const { return m_core.log(); }

private:
    std::shared_ptr<Vxi11Server> m_server;
    std::shared_ptr<LinePeer> m_peer;
    FaultProxy m_core;
    FaultProxy m_abort;
};
} // namespace podium::tests
