// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusdescription.h"
#include "engine/model/device.h"

namespace podium::devices
{
/// A Modbus unit, or a part of one, that an instrument file with `protocol = "modbus"` describes.
///
/// It is there once the expected identity has answered and the initialisation is through. If, after a loss, another unit of
/// the same kind answers, it is in Fault until a person accepts the new identity (command accept_identity).
/// Thread: the engine's.
class ModbusDevice final : public engine::Device
{
    Q_OBJECT

public:
    ModbusDevice(const engine::DeviceContext &context, ModbusDescription description, std::shared_ptr<ModbusUnit> unit);
    ~ModbusDevice() override;

    void open() override;
    /// Sends what leaves the instrument in a safe state, without waiting: all of it with transaction ids, on a serial line
    /// the first request.
    void close() override;
    engine::Op<void> ended() override;
    void reconnect() override { m_unit->reconnect(); }

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    /// Neighbouring registers in one request.
    engine::Op<void> refresh(std::vector<engine::Parameter *> due) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;
    engine::Op<void> settle(engine::Parameter &parameter, engine::Value target) override;
    engine::Op<engine::Value> execute(const engine::CommandSpec &command, engine::Arguments arguments) override;

    bool canStop() const override { return !m_description.stop.empty(); }
    engine::Op<void> stop() override { return sendStop(m_description.stop); }
    bool hasFastStop() const override { return !m_description.fastStop.empty(); }
    engine::Op<void> fastStop() override { return sendStop(m_description.fastStop); }
    /// By the busy register; without one by two equal readings of everything that moves; and by what `after` wants.
    engine::Op<std::optional<bool>> isStill() override;
    engine::Duration stoppingTime() const override { return m_description.stoppingTime; }

    QStringList recentTraffic() const override { return m_unit->recentTraffic(); }
    const ModbusUnit &unit() const { return *m_unit; }

private:
    /// While it lives the device counts as moving.
    class Motion;

    void unitChanged(LinkState state, const QString &why);
    void beginSetUp();
    engine::Op<void> setUp();
    engine::Op<void> acceptIdentity();
    bool isExpected();
    void updateState();

    const ModbusParameter &described(const engine::Parameter &parameter) const;
    std::vector<engine::Parameter *> readable() const;
    std::vector<engine::Parameter *> movable() const;
    engine::Value decoded(const engine::Parameter &parameter, const RegisterImage &image) const;
    void store(const std::vector<engine::Parameter *> &parameters, const RegisterBlock &block, const RegisterImage &image);
    void lose(const std::vector<engine::Parameter *> &parameters, const RegisterBlock &block, const engine::Error &error);
    engine::Op<RegisterImage> readBlock(RegisterBlock block);
    /// Reads these and the busy state; returns the first error.
    engine::Op<std::optional<engine::Error>> readAll(std::vector<engine::Parameter *> due);
    engine::Op<void> readInto(std::vector<engine::Parameter *> due, std::vector<RegisterBlock> blocks, bool isRetry,
                              std::optional<engine::Error> &first);

    [[noreturn]] void fail(engine::ErrorKind kind, const QString &message) const;
    /// Sends requests one after the other.
    engine::Op<void> tell(std::vector<QByteArray> requests, MessageClass messageClass);
    engine::Op<void> lookAt(std::vector<engine::Parameter *> parameters);
    engine::Op<bool> rests();
    engine::Op<void> waitUntilStill();
    engine::Op<void> sendStop(std::vector<QByteArray> requests);
    engine::Op<bool> isAsAfterStop();

    const ModbusDescription m_description;
    std::shared_ptr<ModbusUnit> m_unit;
    engine::Task<void> m_setUp;
    QString m_identity; // accepted
    QString m_problem;  // why it is in Fault
    std::optional<bool> m_busy; // what the busy register said; none: there is none, or no good answer
    QString m_busyProblem;
    int m_motions = 0;
    bool m_initialised = false; // since the last loss
    bool m_opened = false;
    bool m_ready = false;
};
} // namespace podium::devices
