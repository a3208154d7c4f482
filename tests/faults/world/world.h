// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/core.h"
#include "engine/model/operations.h"
#include "tests/faults/proxy/faultscript.h"
#include "tests/faults/world/axispeer.h"

namespace podium::tests
{
/// A link with the driver that speaks over it.
enum class Kind : quint8 { ScpiTcp, ScpiSerial, ModbusTcp, ModbusRtu, Vxi11, Indi, Hamlib };

/// How a row says it: "over Modbus TCP".
const char *inWords(Kind kind);
std::vector<Kind> allKinds();

/// A bench whose devices are one axis each, with faults on the lines to them. A row is written for any of them.
/// Thread: main thread, which is the engine's.
class World
{
public:
    enum class Cable : quint8 {
        In,
        Out,     ///< nothing arrives, nobody is told, and who connects waits
        Refused, ///< nobody listens; who is connected stays
        Taken,   ///< another client has the one place
    };
    /// What a bench consists of.
    struct Plan {
        int devices = 1;
        bool polls = true;  ///< else nothing is asked but by the link itself
        bool expects = true; ///< the constructor waits until they are there
        QString rule = {};   ///< for the line of each from the beginning
    };

    explicit World(std::unique_ptr<engine::Scheduler> scheduler);
    virtual ~World() = default;
    World(const World &) = delete;
    World &operator=(const World &) = delete;
    static std::unique_ptr<World> make(Kind kind, const Plan &plan);
    static std::unique_ptr<World> make(Kind kind) { return make(kind, Plan{}); }

    virtual Kind kind() const = 0;
    virtual AxisPeer &peer(int device = 0) = 0;
    virtual FaultScript &script(int device = 0) = 0;
    virtual void setCable(Cable cable, int device = 0) = 0;
    /// The instrument loses its power for a moment, without a word.
    virtual void reboot() = 0;
    /// Attempts to connect so far.
    virtual int attempts(int device = 0) = 0;
    /// Goes on until this is so, by the clock of this world; false: it was not so within the limit.
    virtual bool until(const std::function<bool()> &is, engine::Duration limit) = 0;
    virtual void advance(engine::Duration by) = 0;
    /// A rule for the line; a wrong one fails the test.
    void give(const QString &rule, int device = 0);
    /// The rule that strikes the message of a move: "drop", "reply drop".
    void strikeMove(const char *fault);

    engine::Device &device(int number = 0) { return core.bench.device(QStringLiteral("d%1").arg(number)); }
    engine::Parameter &position(int number = 0);
    bool isThere(int number = 0);
    bool isGone(int number = 0) { return device(number).state() == engine::DeviceState::Disconnected; }
    engine::Task<engine::Value> move(double to, int number = 0);
    engine::Task<engine::Value> read();
    /// STOP ALL.
    void stop() { core.stops->stopAll(QStringLiteral("test")); }
    bool isStopConfirmed() const;
    /// Reset after a stop, so that it may move again.
    void reset() { core.stops->reset(QStringLiteral("test")); }
    /// What is not as it was at the beginning when everything is over: tasks, locks.
    QString leftOver() const;
    double readback(int number = 0);
    QString why(int number = 0) { return device(number).stateReason(); }
    /// Values that no answer held, when the peer numbers its answers.
    int wrongValues = 0;
    int values = 0;

protected:
    std::vector<std::shared_ptr<void>> m_kept; // outlives the devices

public:
    engine::Core core;

protected:
    /// Looks from now on at what the position says.
    void watchValues();
};
} // namespace podium::tests
