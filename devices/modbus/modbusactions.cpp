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
            m_problems.add(*argument, unknownArgument(name, names));
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
    requireAny(reader.require(key, writesHelp()), QStringLiteral("at least one write, for example [{ register = 40010, value = 1 }]"));
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
        reader.finish();
    }
}

ModbusCommand ModbusSections::readCommand(ConfigReader &reader)
{
    ModbusCommand command;
    auto &spec = command.spec;
    const auto problemsBefore = m_problems.count();
    readCommandHead(reader, spec, command.harmless);
    Names names{QStringLiteral("an argument"), {}};
    for (auto &argument : reader.list(QStringLiteral("argument"))) {
        ParameterSpec argumentSpec;
        readTexts(argument, argumentSpec, names);
        argument.finish();
        spec.arguments << argumentSpec;
    }
    command.writes = readWrites(reader, &command);
    QStringList used;
    for (const auto &write : command.writes)
        if (write.argument >= 0)
            used << spec.arguments.at(write.argument).name;
    if (m_problems.count() == problemsBefore)
        requireUsed(reader, spec, used, QStringLiteral("one of the writes, as { register = ..., argument = \"%1\" }"));
    return command;
}

void ModbusSections::readMotion()
{
    if (auto motion = m_root.below(QStringLiteral("motion"))) {
        m_description.busy = readFlag(*motion, QStringLiteral("busy"));
        readBusyState(*motion);
        motion->finish();
    }
    readOnWhen();
}

void ModbusSections::readStops()
{
    if (auto stop = m_root.below(QStringLiteral("stop"))) {
        m_description.stop = readMessages(*stop);
        readAfterStop(*stop);
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
