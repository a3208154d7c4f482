// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configvalues.h"
#include "devices/modbus/modbusdescription.h"
#include "devices/modbus/registersection.h"

namespace podium::devices
{
/// Reads the sections of an instrument file with `protocol = "modbus"` into a description and notes what is wrong.
class ModbusSections
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
    void readAfterStop(ConfigReader &reader);
    void readLifeCycle();
    void requireStop();

    ModbusParameter readParameter(ConfigReader &reader);
    void readAccess(ConfigReader &reader, ModbusParameter &parameter, const RegisterField &field);
    void readMotionKeys(ConfigReader &reader, ModbusParameter &parameter);
    ModbusCommand readCommand(ConfigReader &reader);
    ModbusWrite readWrite(ConfigReader &reader, ModbusCommand *command);
    std::vector<QByteArray> requests(ConfigReader &reader);
    /// The register of a table and how a number lies in it; what it means is read with a spec.
    std::optional<RegisterField> readField(ConfigReader &reader);
    void readNames(ConfigReader &reader, engine::ParameterSpec &spec);
    QString readName(ConfigReader &reader);
    const ModbusParameter *parameter(const QString &name) const;

    ConfigReader m_root;
    ModbusDescription &m_description;
    ProblemList &m_problems;
    QStringList m_names;
    WordOrder m_order = WordOrder::Big;
};
} // namespace podium::devices
