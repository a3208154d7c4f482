// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/filesections.h"
#include "devices/modbus/modbusdescription.h"
#include "devices/modbus/registersection.h"

namespace podium::devices
{
/// Reads the sections of an instrument file with `protocol = "modbus"` into a description and notes what is wrong.
class ModbusSections final : private FileSections
{
public:
    ModbusSections(const ConfigNode &root, ModbusDescription &description, ProblemList &problems);

    void read();

private:
    void readLink();
    void readIdentity();
    void readParameters();
    void readCommands();
    void readMotion();
    void readStops();

    ModbusParameter readParameter(ConfigReader &reader);
    void readAccess(ConfigReader &reader, ModbusParameter &parameter, const RegisterField &field);
    void readMotionKeys(ConfigReader &reader, ModbusParameter &parameter);
    void refuseMotion(ConfigReader &reader);
    ModbusCommand readCommand(ConfigReader &reader);
    ModbusWrite readWrite(ConfigReader &reader, ModbusCommand *command);
    std::vector<ModbusWrite> readWrites(ConfigReader &reader, ModbusCommand *command);
    std::vector<QByteArray> readMessages(ConfigReader &reader) override;
    /// The register of a table and how a number lies in it; what it means is read with a spec.
    std::optional<RegisterField> readField(ConfigReader &reader);
    /// The same of what is true or not; nothing if the table names no register. Meaning: what true means, for the message.
    std::optional<RegisterField> readFlag(ConfigReader &reader, const QString &meaning);
    std::vector<const engine::ParameterSpec *> readableSpecs() const override;

    ModbusDescription &m_description;
    WordOrder m_order = WordOrder::Big;
};
} // namespace podium::devices
