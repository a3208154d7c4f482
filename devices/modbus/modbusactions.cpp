// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbussections.h"

#include "engine/model/quoted.h"

/// What a Modbus file says about commands, motion and stops.
namespace podium::devices
{
using namespace engine;

namespace
{
QString writesHelp()
{
    return QStringLiteral("a list of writes, for example [{ register = 40010, value = 1 }]");
}
} // namespace

ModbusWrite ModbusSections::readWrite(ConfigReader &reader, ModbusCommand *command)
{
    ModbusWrite write;
    write.field = readField(reader).value_or(RegisterField());
    const auto *where = reader.find(QStringLiteral("register"));
    if (where && (write.field.table == ModbusTable::Input || write.field.table == ModbusTable::Discrete))
        m_problems.add(*where, QStringLiteral("Input registers and discrete inputs cannot be written; give a holding register or a coil."));
    if (write.field.bit >= 0)
        m_problems.add(*reader.find(QStringLiteral("bit")),
                       QStringLiteral("A single bit cannot be written here, since its neighbours would have to be read first; give "
                                      "the value of the whole register, or write a parameter."));
    if (write.field.type == RegisterType::Text)
        m_problems.add(*reader.find(QStringLiteral("type")), QStringLiteral("Texts in registers can only be read; give a number."));
    const auto *value = reader.find(QStringLiteral("value"));
    const auto *argument = command ? reader.find(QStringLiteral("argument")) : nullptr;
    if (!value == !argument)
        m_problems.add(argument ? *argument : reader.table(),
                       command ? QStringLiteral("Give either value, a number, or argument, the name of an argument.")
                               : QStringLiteral("Give value, the number that is written."));
    if (argument) {
        const auto name = reader.text(QStringLiteral("argument"), QStringLiteral("the name of an argument"));
        QStringList names;
        for (const auto &spec : command->spec.arguments)
            names << spec.name;
        write.argument = static_cast<int>(names.indexOf(name));
        if (write.argument < 0)
            m_problems.add(*argument, QStringLiteral("There is no argument %1.%2").arg(quoted(name), nearestWord(name, names)));
        else
            readMeaning(reader, write.field, command->spec.arguments[write.argument]);
    } else if (value) {
        try {
            if (value->kind == ConfigNode::Kind::Boolean)
                write.words = write.field.encode(value->boolean);
            else if (value->isNumber())
                write.words = write.field.encode(Quantity(value->number, Unit()));
            else
                m_problems.add(*value, QStringLiteral("%1 is given, but a number as it stands in the register is wanted.").arg(value->shown()));
        } catch (const Error &error) {
            m_problems.add(*value, QStringLiteral("%1.").arg(error.message()));
        }
    }
    return write;
}

std::vector<ModbusWrite> ModbusSections::readWrites(ConfigReader &reader, ModbusCommand *command)
{
    std::vector<ModbusWrite> result;
    const auto key = QStringLiteral("writes");
    requireAny(reader.require(key, writesHelp()), writesHelp());
    for (auto &each : reader.list(key)) {
        result.push_back(readWrite(each, command));
        each.finish();
    }
    return result;
}

std::vector<QByteArray> ModbusSections::readMessages(ConfigReader &reader)
{
    std::vector<QByteArray> result;
    for (const auto &write : readWrites(reader, nullptr))
        if (!write.words.empty())
            result.push_back(writeRequest(write.field, write.words, m_description.multiple));
    return result;
}

void ModbusSections::readCommands()
{
    for (auto &reader : m_root.list(QStringLiteral("command"))) {
        m_description.commands.push_back(readCommand(reader));
        m_names << m_description.commands.back().spec.name;
        reader.finish();
    }
}

ModbusCommand ModbusSections::readCommand(ConfigReader &reader)
{
    ModbusCommand command;
    auto &spec = command.spec;
    readCommandHead(reader, spec, command.harmless, QStringLiteral("take one of the two away"));
    for (auto &argument : reader.list(QStringLiteral("argument"))) {
        ParameterSpec argumentSpec;
        readTexts(argument, argumentSpec);
        argument.finish();
        spec.arguments << argumentSpec;
    }
    command.writes = readWrites(reader, &command);
    for (qsizetype i = 0; i < spec.arguments.size(); ++i) {
        bool isUsed = false;
        for (const auto &write : command.writes)
            isUsed = isUsed || write.argument == i;
        if (!isUsed)
            m_problems.add(reader.table(), QStringLiteral("The argument %1 is written nowhere; name it in one of the writes: { register "
                                                          "= ..., argument = \"%2\" }.")
                                               .arg(quoted(spec.arguments.at(i).name), spec.arguments.at(i).name));
    }
    return command;
}

void ModbusSections::readMotion()
{
    if (auto motion = m_root.below(QStringLiteral("motion"))) {
        m_description.busy = readFlag(*motion, QStringLiteral("busy"));
        readBusyState(*motion);
        motion->finish();
    }
    if (const auto *on = readOnWhen())
        m_problems.add(*on, QStringLiteral("%1 is no readable boolean parameter of this file; give the name of one.")
                                .arg(quoted(m_description.onWhen)));
}

void ModbusSections::readStops()
{
    if (auto stop = m_root.below(QStringLiteral("stop"))) {
        m_description.stop = readMessages(*stop);
        readAfterStop(*stop, [this](const QString &name) {
            return QStringLiteral("There is no readable parameter %1.%2").arg(quoted(name), nearestWord(name, m_names));
        });
        stop->finish();
    }
    if (auto fast = m_root.below(QStringLiteral("fast_stop"))) {
        m_description.fastStop = readMessages(*fast);
        fast->finish();
        if (!m_root.find(QStringLiteral("stop")))
            refuseLoneFastStop();
    }
}
} // namespace podium::devices
