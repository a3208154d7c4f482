// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/describeddevice.h"
#include "devices/modbus/modbusdescription.h"

namespace podium::devices
{
/// A Modbus unit, or a part of one, that an instrument file with `protocol = "modbus"` describes. Its last words all leave with
/// transaction ids; on a serial line the first request does.
/// Thread: the engine's.
class ModbusDevice final : public DescribedDevice, public engine::LinkUser
{
    Q_OBJECT

public:
    ModbusDevice(const engine::DeviceContext &context, ModbusDescription description, std::shared_ptr<ModbusUnit> unit);
    ~ModbusDevice() override;

    void reconnect() override { m_unit->reconnect(); }

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;

    bool canStop() const override { return !m_description.stop.empty(); }
    engine::Op<void> stop() override { return sendStop(m_description.stop); }
    bool hasFastStop() const override { return !m_description.fastStop.empty(); }
    engine::Op<void> fastStop() override { return sendStop(m_description.fastStop); }

    QStringList recentTraffic() const override { return m_unit->recentTraffic(); }
    engine::LinkPort *linkPort() override { return &m_unit->port(); }
    const ModbusUnit &unit() const { return *m_unit; }

private:
    void openLink() override;
    void closeLink() override;
    LinkState linkState() const override { return m_unit->state(); }
    QString linkWhy() const override { return m_unit->why(); }
    QString linkAddress() const override { return m_unit->link().carrier(); }
    Identity identity() const override;
    engine::Op<void> initialise() override { return tell(m_description.initialise, MessageClass::Harmless); }
    /// Neighbouring registers in one request.
    engine::Op<std::optional<engine::Error>> readAll(std::vector<engine::Parameter *> due, bool mutedToo) override;
    bool asksBusy() const override { return m_description.busy.has_value(); }
    Settling settlingOf(const engine::Parameter &parameter) const override { return described(parameter).settling; }
    engine::Op<bool> saysSettled(const engine::Parameter &parameter) override;
    engine::Op<bool> act(const engine::CommandSpec &command, engine::Arguments arguments) override;

    const ModbusParameter &described(const engine::Parameter &parameter) const;
    engine::Value decoded(const engine::Parameter &parameter, const RegisterImage &image) const;
    void store(const std::vector<engine::Parameter *> &parameters, const RegisterBlock &block, const RegisterImage &image);
    void lose(const std::vector<engine::Parameter *> &parameters, const RegisterBlock &block, const engine::Error &error);
    engine::Op<RegisterImage> readBlock(RegisterBlock block);
    engine::Op<void> readInto(std::vector<engine::Parameter *> due, std::vector<RegisterBlock> blocks, bool isRetry,
                              std::optional<engine::Error> &first);
    /// Sends requests one after the other.
    engine::Op<void> tell(std::vector<QByteArray> requests, MessageClass messageClass);
    engine::Op<void> sendStop(std::vector<QByteArray> requests);

    const ModbusDescription m_description;
    std::shared_ptr<ModbusUnit> m_unit;
};
} // namespace podium::devices
