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
    /// Taken: another client has the one place, so each connection ends at once.
    enum class Mood : quint8 { Accepts, Refuses, Silent, Taken };
    Mood mood = Mood::Accepts;
    bool anew = true; ///< false: a serial line, where bytes may come in a later session than they were sent in
    int attempts = 0;
    int connections = 0;
    qsizetype passed = 0;          ///< bytes that have come to the client
    QByteArrayList delivered = {}; ///< messages that have come to the instrument, without their line ends

    /// The cable is out: nothing arrives in no direction, and nobody is told. A serial line loses what is sent meanwhile.
    void setFrozen(bool frozen);
    /// The instrument has started anew: it knows nothing of this connection, which the client hears when it sends next.
    void forget();
    /// The instrument says something by itself.
    void say(const QByteArray &bytes);

    QString address() const override { return QStringLiteral("faulty:"); }
    void open() override;
    void close() override;
    void send(QByteArrayView message) override;
    bool isDrained() const override { return true; }
    bool beginsAnew() const override { return anew; }

private:
    void makeLanes();
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
    bool m_open = false;
    bool m_forgotten = false;
    bool m_ended = false; // by the peer
};
} // namespace podium::tests
