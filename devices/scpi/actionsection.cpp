// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

namespace podium::devices
{
using namespace engine;

void InstrumentSections::readCommands()
{
    for (auto &reader : m_root.list(QStringLiteral("command"))) {
        m_description.commands.push_back(readCommand(reader));
        reader.finish();
    }
}

InstrumentCommand InstrumentSections::readCommand(ConfigReader &reader)
{
    InstrumentCommand command;
    auto &spec = command.spec;
    const auto problemsBefore = m_problems.count();
    readCommandHead(reader, spec, command.harmless);
    Names names{QStringLiteral("an argument"), {}};
    for (auto &argument : reader.list(QStringLiteral("argument"))) {
        auto argumentSpec = readSpec(argument, names);
        if (const auto *limits = argument.find(QStringLiteral("limits")); limits && areToldLimits(*limits))
            m_problems.add(*limits, QStringLiteral("The limits of an argument are fixed; give [low, high]."));
        command.wires.push_back(readWire(argument, argumentSpec));
        argument.finish();
        spec.arguments << std::move(argumentSpec);
    }
    const auto *node = reader.require(QStringLiteral("send"), QStringLiteral("a message or a list of messages"));
    requireAny(node, QStringLiteral("at least one message"));
    MessageTemplate::Names places;
    places.arguments = names.taken;
    QStringList used;
    for (const auto &text : reader.texts(QStringLiteral("send"))) {
        command.messages.push_back(MessageTemplate::read(*node, text, places, m_problems));
        for (const auto &piece : command.messages.back().pieces())
            if (piece.place == MessageTemplate::Place::Argument)
                used << piece.text;
    }
    if (m_problems.count() == problemsBefore)
        requireUsed(reader, spec, used, QStringLiteral("one of the messages, as {argument:%1}"));
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
    readOnWhen();
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
        readAfterStop(*reader);
    reader->finish();
    return stop;
}

void InstrumentSections::readStops()
{
    m_description.stop = readStop(QStringLiteral("stop"));
    m_description.fastStop = readStop(QStringLiteral("fast_stop"));
    if (m_description.fastStop.exists() && !m_description.stop.exists())
        refuseLoneFastStop();
}
} // namespace podium::devices
