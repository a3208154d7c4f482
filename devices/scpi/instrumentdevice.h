// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/scpi/instrumenttalk.h"
#include "engine/model/device.h"

#include <map>

namespace podium::devices
{
/// A device that an instrument file describes, over a link that it may share with others.
///
/// It is there once the expected identity has answered and the initialisation is through. If, after a loss, another
/// unit of the same kind answers, it is in Fault until a person accepts the new identity (command accept_identity).
/// Thread: the engine's.
class InstrumentDevice final : public engine::Device, public engine::LinkUser
{
    Q_OBJECT

public:
    InstrumentDevice(const engine::DeviceContext &context, InstrumentDescription description,
                     std::shared_ptr<SharedLink> link);
    ~InstrumentDevice() override;

    void open() override;
    /// Sends what leaves the instrument in a safe state, without waiting.
    void close() override;
    engine::Op<void> ended() override;
    void reconnect() override;

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> refresh(std::vector<engine::Parameter *> due) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    engine::Op<void> settle(engine::Parameter &parameter, engine::Value target) override;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) override;

    bool canStop() const override { return m_description.stop.exists(); }
    engine::Op<void> stop() override;
    bool hasFastStop() const override { return m_description.fastStop.exists(); }
    engine::Op<void> fastStop() override;
    /// By the busy question; without one by two equal readings of everything that moves.
    engine::Op<std::optional<bool>> isStill() override;
    engine::Duration stoppingTime() const override { return m_description.stoppingTime; }

    QStringList recentTraffic() const override { return link().recentTraffic(); }

    engine::LinkPort *linkPort() override { return &m_talk.link(); }

    const MessageLink &link() const { return m_talk.link(); }

private:
    /// While it lives the device counts as moving.
    class Motion;

    void linkChanged(LinkState state, const QString &why);
    void beginSetUp();
    engine::Op<void> setUp();
    engine::Op<void> acceptIdentity();
    /// What of the identity tells one unit from another.
    QByteArray unitOf(const QByteArray &identity) const;
    bool isExpected();
    void updateState();

    const InstrumentParameter &described(const engine::Parameter &parameter) const;
    engine::Op<QString> askAndStore(std::size_t reply, const engine::Parameter *except);
    void store(engine::Parameter &parameter, const QString &reply);
    engine::Value decoded(const engine::Parameter &parameter, const QString &reply) const;
    void storeBusy(const QString &reply);
    void lose(std::size_t reply, const engine::Error &error);
    std::vector<engine::Parameter *> readable() const;
    /// Reads these and the busy state; returns the first error. A question that got no answer is left out for a while
    /// (one that the instrument does not know must not keep the rest from being there), unless mutedToo.
    engine::Op<std::optional<engine::Error>> readAll(std::vector<engine::Parameter *> due, bool mutedToo);

    [[noreturn]] void fail(engine::ErrorKind kind, const QString &message) const;
    std::vector<engine::Parameter *> movable() const;
    engine::Op<void> lookAt(std::vector<engine::Parameter *> parameters);
    /// Asks for the flag; true without one.
    engine::Op<bool> isTrue(std::optional<InstrumentFlag> flag);
    engine::Op<bool> rests();
    engine::Op<void> waitUntilStill();
    engine::Op<void> sendStop(const InstrumentStop &stop);
    engine::Op<bool> isAsAfterStop();

    const InstrumentDescription m_description;
    InstrumentTalk m_talk;
    engine::Task<void> m_setUp;
    QByteArray m_identity; // accepted
    QString m_problem;     // why it is in Fault
    std::optional<bool> m_busy; // what the busy question said; none: there is no such question, or no good answer
    QString m_busyProblem;
    std::map<std::size_t, engine::TimePoint> m_muteUntil; // by reply
    std::map<std::size_t, int> m_timeouts;                // in a row, by reply
    int m_motions = 0;
    bool m_initialised = false; // since the last loss
    bool m_opened = false;
    bool m_ready = false;
};
} // namespace podium::devices
