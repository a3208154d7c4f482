// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/instrumentbasics.h"
#include "devices/links/linkstate.h"
#include "engine/model/address.h"
#include "engine/tasks/engine.h"

namespace podium::devices
{
/// A device that an instrument file describes: how it is set up, what state it is in, how it moves, settles and comes to rest.
/// What derives from it speaks the protocol.
///
/// It is there once the expected identity has answered and the initialisation is through. If, after a loss, another
/// unit of the same kind answers, it is in Fault until a person accepts the new identity (command accept_identity).
/// Errors: of settle() Device when it rests elsewhere, else what its link tells.
/// Cancel: at each wait; what it has moved is stopped by the operation that moved it.
/// Thread: the engine's.
class DescribedDevice : public engine::Device
{
    Q_OBJECT

public:
    void open() final;
    /// Sends what leaves the instrument in a safe state, without waiting.
    void close() final;
    engine::Op<void> ended() final;

    engine::Op<void> refresh(std::vector<engine::Parameter *> due) final;
    engine::Op<void> settle(engine::Parameter &parameter, engine::Value target) final;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) final;
    /// By the busy question; without one by two equal readings of everything that moves; and by what a stop must leave.
    engine::Op<std::optional<bool>> isStill() final;
    engine::Duration stoppingTime() const final { return m_basics.stoppingTime; }

protected:
    /// Who answers: what tells one unit from another, and how it is told.
    struct Identity {
        QString unit;
        QString shown;
    };

    /// Whoever derives from it must call close() before it is destroyed.
    DescribedDevice(const engine::DeviceContext &context, const InstrumentBasics &basics);

    // --- what differs by protocol
    /// Connects to the link's changes, which go to linkChanged(), and opens it.
    virtual void openLink() = 0;
    /// Says the last words if it is up, closes it, and listens no more.
    virtual void closeLink() = 0;
    virtual LinkState linkState() const = 0;
    virtual QString linkWhy() const = 0;
    virtual QString linkAddress() const = 0;
    virtual Identity identity() const = 0;
    /// The connection has ended: what is known of it counts no more.
    virtual void linkEnded() {}
    /// Forgets the errors from before.
    virtual engine::Op<void> clearErrors() { co_return; }
    virtual engine::Op<void> initialise() = 0;
    /// Reads these and the busy state; returns the first error. MutedToo: also what was left out because it had not answered.
    virtual engine::Op<std::optional<engine::Error>> readAll(std::vector<engine::Parameter *> due, bool mutedToo) = 0;
    virtual bool asksBusy() const = 0;
    virtual Settling settlingOf(const engine::Parameter &) const { return {}; }
    /// Whether the instrument says that a motion has ended; true if it is not asked.
    virtual engine::Op<bool> saysSettled(const engine::Parameter &) { co_return true; }
    /// Sends what a command means; false: it is none of the file.
    virtual engine::Op<bool> act(const engine::CommandSpec &command, engine::Arguments arguments) = 0;

    // --- what serves any protocol
    /// The parameters and commands of a description, and accept_identity.
    template <class Description>
    void addDescribed(const Description &description)
    {
        for (const auto &parameter : description.parameters)
            addParameter(parameter.spec);
        for (const auto &command : description.commands)
            addCommand(command.spec);
        addAcceptance();
    }
    void linkChanged(LinkState state, const QString &why);
    void setBusy(bool busy) { m_busy = busy; }
    void loseBusy(const QString &problem);
    void updateState();
    std::vector<engine::Parameter *> readable() const;
    /// A stop was accepted: what it leaves is what was asked for.
    void adoptAfterStop();
    [[noreturn]] void fail(engine::ErrorKind kind, const QString &message) const;

private:
    /// While it lives the device counts as moving.
    class Motion;

    void addAcceptance();
    void beginSetUp();
    engine::Op<void> setUp();
    engine::Op<void> acceptIdentity();
    bool isExpected();

    std::vector<engine::Parameter *> movable() const;
    engine::Op<void> lookAt(std::vector<engine::Parameter *> parameters);
    engine::Op<bool> rests();
    engine::Op<void> waitUntilStill();
    engine::Op<bool> isAsAfterStop();

    const InstrumentBasics m_basics;
    engine::Task<void> m_setUp;
    std::optional<Identity> m_identity; // accepted
    QString m_problem;                  // why it is in Fault
    std::optional<bool> m_busy; // what the busy question said; none: there is no such question, or no good answer
    QString m_busyProblem;
    int m_motions = 0;
    bool m_initialised = false; // since the last loss
    bool m_opened = false;
    bool m_ready = false;
};
} // namespace podium::devices
