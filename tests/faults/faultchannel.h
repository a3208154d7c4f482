// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/channel.h"
#include "engine/tasks/engine.h"
#include "tests/faults/proxy/faultlane.h"

namespace podium::tests
{
/// A channel without a wire to an instrument that is a function, by the engine's clock, through the same lanes as those of the
/// fault proxy.
/// Thread: the engine's.
class FaultChannel final : public devices::Channel
{
public:
    /// The script must outlive the channel.
    FaultChannel(engine::Engine &engine, FaultScript &script, Cut cut = Cut::Lines);

    /// The answer to a message, both with their line ends; empty: none.
    std::function<QByteArray(const QByteArray &message)> instrument;
    enum class Mood : quint8 { Accepts, Refuses, Silent };
    Mood mood = Mood::Accepts;
    int attempts = 0;
    int connections = 0;
    qsizetype passed = 0;          ///< bytes that have come to the client
    QByteArrayList delivered = {}; ///< messages that have come to the instrument, without their line ends

    /// The cable is out: nothing arrives in no direction, and nobody is told.
    void setFrozen(bool frozen);

    QString address() const override { return QStringLiteral("faulty:"); }
    void open() override;
    void close() override;
    void send(QByteArrayView message) override;
    bool isDrained() const override { return true; }

private:
    FaultLane::Ports ports(Party sender);
    void pass(Party sender, QByteArrayView bytes);
    void later(engine::Duration after, std::function<void()> function);

    engine::Engine &m_engine;
    FaultScript &m_script;
    Cut m_cut;
    std::unique_ptr<FaultLane> m_toInstrument;
    std::unique_ptr<FaultLane> m_toClient;
    std::vector<std::unique_ptr<FaultLane>> m_former; // one of them may be the caller
    std::shared_ptr<int> m_session = std::make_shared<int>(0);
    qsizetype m_underWay = 0; // to the client
    bool m_frozen = false;
};
} // namespace podium::tests
