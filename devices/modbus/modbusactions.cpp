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
const QStringList stateWords{QStringLiteral("Standby"), QStringLiteral("On"),        QStringLiteral("Moving"),
                             QStringLiteral("Ramping"), QStringLiteral("Acquiring"), QStringLiteral("Fault")};
const QStringList busyWords{QStringLiteral("Moving"), QStringLiteral("Ramping"), QStringLiteral("Acquiring")};

DeviceStates readStates(ConfigReader &reader)
{
    const auto *node = reader.find(QStringLiteral("allowed"));
    if (!node)
        return DeviceStates::working();
    DeviceStates states{};
    for (const auto &word : reader.texts(QStringLiteral("allowed"))) {
        if (const auto state = stateWords.contains(word) ? deviceState(word) : std::nullopt)
            states.add(*state);
        else
            reader.problems().add(*node, QStringLiteral("%1 is no state.%2 Allowed are %3.")
                                             .arg(quoted(word), nearestWord(word, stateWords), stateWords.join(QStringLiteral(", "))));
    }
    return states;
}

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

std::vector<QByteArray> ModbusSections::requests(ConfigReader &reader)
{
    std::vector<QByteArray> result;
    const auto *node = reader.require(QStringLiteral("writes"), writesHelp());
    if (node && node->kind == ConfigNode::Kind::List && node->children.empty())
        m_problems.add(*node, QStringLiteral("The list is empty; give %1.").arg(writesHelp()));
    for (auto &each : reader.list(QStringLiteral("writes"))) {
        const auto write = readWrite(each, nullptr);
        each.finish();
        if (!write.words.empty())
            result.push_back(writeRequest(write.field, write.words, m_description.multiple));
    }
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
    spec.name = readName(reader);
    spec.title = reader.text(QStringLiteral("title"), QStringLiteral("a text"), spec.name);
    spec.help = reader.text(QStringLiteral("help"), QStringLiteral("a text"), {});
    spec.confirmation = reader.text(QStringLiteral("confirmation"), QStringLiteral("a question"), {});
    spec.allowedStates = readStates(reader);
    spec.startsMotion = reader.boolean(QStringLiteral("motion"), false);
    command.harmless = reader.boolean(QStringLiteral("harmless"), false);
    spec.isOutput = !command.harmless && !spec.startsMotion;
    if (command.harmless && spec.startsMotion)
        m_problems.add(reader.table(), QStringLiteral("A command that starts motion is not harmless; take one of the two away."));
    for (auto &argument : reader.list(QStringLiteral("argument"))) {
        ParameterSpec argumentSpec;
        readNames(argument, argumentSpec);
        argument.finish();
        spec.arguments << argumentSpec;
    }
    const auto *node = reader.require(QStringLiteral("writes"), writesHelp());
    if (node && node->kind == ConfigNode::Kind::List && node->children.empty())
        m_problems.add(*node, QStringLiteral("The list is empty; give %1.").arg(writesHelp()));
    for (auto &each : reader.list(QStringLiteral("writes"))) {
        command.writes.push_back(readWrite(each, &command));
        each.finish();
    }
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
        if (motion->find(QStringLiteral("register"))) {
            auto field = readField(*motion).value_or(RegisterField());
            ParameterSpec spec;
            if (field.type != RegisterType::Bit && field.bit < 0)
                motion->require(QStringLiteral("on"), QStringLiteral("the number that means busy, or bit = the bit that does"));
            readMeaning(*motion, field, spec);
            m_description.busy = field;
        }
        m_description.busyState = *deviceState(motion->choice(QStringLiteral("state"), busyWords, busyWords.constFirst()));
        m_description.apart = motion->duration(QStringLiteral("apart"), m_description.apart);
        motion->finish();
    }
    m_description.onWhen = m_root.text(QStringLiteral("on_when"), QStringLiteral("the name of a boolean parameter"), {});
    const auto *on = parameter(m_description.onWhen);
    if (!m_description.onWhen.isEmpty() && (!on || on->spec.type != ParameterType::Boolean || !on->read))
        m_problems.add(*m_root.find(QStringLiteral("on_when")),
                       QStringLiteral("%1 is no readable boolean parameter of this file; give the name of one.")
                           .arg(quoted(m_description.onWhen)));
}

void ModbusSections::readStops()
{
    if (auto stop = m_root.below(QStringLiteral("stop"))) {
        m_description.stop = requests(*stop);
        m_description.stoppingTime = stop->duration(QStringLiteral("time"), {});
        readAfterStop(*stop);
        stop->finish();
    }
    if (auto fast = m_root.below(QStringLiteral("fast_stop"))) {
        m_description.fastStop = requests(*fast);
        fast->finish();
        if (!m_root.find(QStringLiteral("stop")))
            m_problems.add(fast->table(), QStringLiteral("There is a fast stop but no [stop]; give the controlled stop too."));
    }
}

void ModbusSections::readAfterStop(ConfigReader &reader)
{
    const auto after = reader.below(QStringLiteral("after"));
    if (!after)
        return;
    for (const auto &node : after->table().children) {
        const auto *known = parameter(node.name);
        if (!known || !known->read)
            m_problems.addAtKey(node, QStringLiteral("There is no readable parameter %1.%2")
                                          .arg(quoted(node.name), nearestWord(node.name, m_names)));
        else if (const auto value = readValue(node, known->spec, m_problems))
            m_description.afterStop[node.name] = *value;
    }
}

void ModbusSections::readLifeCycle()
{
    if (auto initialise = m_root.below(QStringLiteral("initialise"))) {
        m_description.initialise = requests(*initialise);
        initialise->finish();
    }
    if (auto close = m_root.below(QStringLiteral("close"))) {
        m_description.close = requests(*close);
        close->finish();
    }
}

void ModbusSections::requireStop()
{
    if (m_root.find(QStringLiteral("stop")))
        return;
    QStringList dangerous;
    for (const auto &each : m_description.parameters)
        if (each.write && !each.harmless)
            dangerous << each.spec.name;
    for (const auto &each : m_description.commands)
        if (!each.harmless)
            dangerous << each.spec.name;
    if (dangerous.isEmpty())
        return;
    auto where = m_root.table();
    where.key = QStringLiteral("stop");
    m_problems.add(where, QStringLiteral("Nothing stops this instrument, although it can move or output something (%1). Give [stop] with "
                                         "the writes that do, or harmless = true where it cannot.")
                              .arg(dangerous.join(QStringLiteral(", "))));
}
} // namespace podium::devices
