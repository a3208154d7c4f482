// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;

void InstrumentSections::readCommands()
{
    for (auto &reader : m_root.list(QStringLiteral("command"))) {
        auto command = readCommand(reader);
        reader.finish();
        const bool taken = m_parameterNames.contains(command.spec.name) || named(m_description.commands, command.spec.name);
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
    readCommandHead(reader, spec, command.harmless, QStringLiteral("take harmless away, or motion"));
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
    requireAny(node, QStringLiteral("at least one message"));
    for (const auto &text : reader.texts(QStringLiteral("send")))
        command.messages.push_back(MessageTemplate::read(*node, text, names, m_problems));
    return command;
}

void InstrumentSections::readMotion()
{
    auto motion = m_root.below(QStringLiteral("motion"));
    if (motion) {
        m_description.busy = readFlag(*motion);
        readBusyState(*motion);
        motion->finish();
    }
    if (const auto *on = readOnWhen())
        m_problems.add(*on, QStringLiteral("%1 is no boolean parameter that can be read. Allowed are %2.")
                                .arg(quoted(m_description.onWhen), readableNames(ParameterType::Boolean)));
}

InstrumentStop InstrumentSections::readStop(const QString &key)
{
    InstrumentStop stop;
    auto reader = m_root.below(key);
    if (!reader)
        return stop;
    stop.messages = readMessages(*reader);
    stop.replies =
        static_cast<int>(reader->integer(QStringLiteral("replies"), m_description.acknowledge ? 1 : 0, 0, 100));
    stop.accept = reader->pattern(QStringLiteral("accept"));
    if (key == QLatin1String("stop"))
        readAfterStop(*reader, [this](const QString &name) {
            return QStringLiteral("There is no parameter %1 that can be read.%2 Allowed are %3.")
                .arg(quoted(name), nearestWord(name, m_parameterNames), readableNames({}));
        });
    reader->finish();
    return stop;
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
        refuseLoneFastStop();
}
} // namespace podium::devices
