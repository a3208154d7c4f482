// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

#include "engine/model/quoted.h"

#include <algorithm>

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
        if (!stateWords.contains(word)) {
            reader.problems().add(
                *node, QStringLiteral("%1 is no state.%2 Allowed are %3.")
                           .arg(quoted(word), nearestWord(word, stateWords), stateWords.join(QStringLiteral(", "))));
            continue;
        }
        states.add(*deviceState(word));
    }
    return states;
}
} // namespace

void InstrumentSections::readCommands()
{
    for (auto &reader : m_root.list(QStringLiteral("command"))) {
        auto command = readCommand(reader);
        reader.finish();
        const auto &known = m_description.commands;
        const bool taken = m_parameterNames.contains(command.spec.name) ||
                           std::any_of(known.begin(), known.end(),
                                       [&](const auto &each) { return each.spec.name == command.spec.name; });
        if (taken)
            m_problems.add(reader.table(),
                           QStringLiteral("There is already a parameter or command called %1; give it another name.")
                               .arg(quoted(command.spec.name)));
        m_description.commands.push_back(std::move(command));
    }
}

InstrumentCommand InstrumentSections::readCommand(ConfigReader &reader)
{
    InstrumentCommand command;
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
        m_problems.add(reader.table(),
                       QStringLiteral("A command that starts motion is not harmless; take harmless away, or motion."));
    MessageTemplate::Names names;
    for (auto &argument : reader.list(QStringLiteral("argument"))) {
        auto argumentSpec = readSpec(argument);
        if (const auto *limits = argument.find(QStringLiteral("limits")); limits && areToldLimits(*limits))
            m_problems.add(*limits, QStringLiteral("The limits of an argument are fixed; give [low, high]."));
        command.wires.push_back(readWire(argument, argumentSpec));
        argument.finish();
        names.arguments << argumentSpec.name;
        spec.arguments << std::move(argumentSpec);
    }
    const auto *node = reader.require(QStringLiteral("send"), QStringLiteral("a message or a list of messages"));
    if (node && node->kind == ConfigNode::Kind::List && node->children.empty())
        m_problems.add(*node, QStringLiteral("The list is empty; give at least one message."));
    for (const auto &text : reader.texts(QStringLiteral("send")))
        command.messages.push_back(MessageTemplate::read(*node, text, names, m_problems));
    return command;
}

void InstrumentSections::readMotion()
{
    auto motion = m_root.below(QStringLiteral("motion"));
    if (motion) {
        ParameterSpec spec;
        spec.type = ParameterType::Boolean;
        if (auto field = readField(*motion))
            m_description.busy = InstrumentFlag{*std::move(field), readWire(*motion, spec)};
        m_description.busyState =
            *deviceState(motion->choice(QStringLiteral("state"), busyWords, busyWords.constFirst()));
        m_description.apart = motion->duration(QStringLiteral("apart"), m_description.apart);
        motion->finish();
    }
    m_description.onWhen =
        m_root.text(QStringLiteral("on_when"), QStringLiteral("the name of a boolean parameter"), {});
    const auto *on = parameter(m_description.onWhen);
    if (!m_description.onWhen.isEmpty() && (!on || on->spec.type != ParameterType::Boolean || !on->field))
        m_problems.add(*m_root.find(QStringLiteral("on_when")),
                       QStringLiteral("%1 is no boolean parameter that can be read. Allowed are %2.")
                           .arg(quoted(m_description.onWhen), readableNames(ParameterType::Boolean)));
}

InstrumentStop InstrumentSections::readStop(const QString &key)
{
    InstrumentStop stop;
    auto reader = m_root.below(key);
    if (!reader)
        return stop;
    stop.messages = messages(*reader, QStringLiteral("send"));
    stop.replies =
        static_cast<int>(reader->integer(QStringLiteral("replies"), m_description.acknowledge ? 1 : 0, 0, 100));
    stop.accept = reader->pattern(QStringLiteral("accept"));
    if (key == QLatin1String("stop")) {
        m_description.stoppingTime = reader->duration(QStringLiteral("time"), {});
        readAfterStop(*reader);
    }
    reader->finish();
    return stop;
}

void InstrumentSections::readAfterStop(ConfigReader &reader)
{
    const auto after = reader.below(QStringLiteral("after"));
    if (!after)
        return;
    for (const auto &node : after->table().children) {
        const auto *known = parameter(node.name);
        if (!known || !known->field) {
            m_problems.addAtKey(node, QStringLiteral("There is no parameter %1 that can be read.%2 Allowed are %3.")
                                          .arg(quoted(node.name), nearestWord(node.name, m_parameterNames), readableNames({})));
            continue;
        }
        if (const auto value = readValue(node, known->spec, m_problems))
            m_description.afterStop[node.name] = *value;
    }
}

QString InstrumentSections::readableNames(std::optional<ParameterType> type) const
{
    QStringList names;
    for (const auto &each : m_description.parameters)
        if (each.field && (!type || each.spec.type == *type))
            names << each.spec.name;
    return names.isEmpty() ? QStringLiteral("none; describe one first") : names.join(QStringLiteral(", "));
}

void InstrumentSections::readStops()
{
    m_description.stop = readStop(QStringLiteral("stop"));
    m_description.fastStop = readStop(QStringLiteral("fast_stop"));
    if (m_description.fastStop.exists() && !m_description.stop.exists())
        m_problems.add(*m_root.find(QStringLiteral("fast_stop")),
                       QStringLiteral("There is a fast stop but no [stop]; give the controlled stop too."));
}

void InstrumentSections::readLifeCycle()
{
    if (auto initialise = m_root.below(QStringLiteral("initialise"))) {
        m_description.initialise = messages(*initialise, QStringLiteral("send"));
        initialise->finish();
    }
    if (auto close = m_root.below(QStringLiteral("close"))) {
        m_description.close = messages(*close, QStringLiteral("send"));
        close->finish();
    }
}

void InstrumentSections::requireStop()
{
    if (m_description.stop.exists())
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
    m_problems.add(where,
                   QStringLiteral("Nothing stops this instrument, although it can move or output something (%1). "
                                  "Give [stop] with the message that does, or harmless = true where it cannot.")
                       .arg(dangerous.join(QStringLiteral(", "))));
}
} // namespace podium::devices
