// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
const QStringList types{QStringLiteral("quantity"), QStringLiteral("integer"), QStringLiteral("boolean"),
                        QStringLiteral("choice"),   QStringLiteral("text"),    QStringLiteral("waveform")};

ParameterType typeOf(const QString &word)
{
    constexpr std::array values{ParameterType::Quantity, ParameterType::Integer, ParameterType::Boolean,
                                ParameterType::Choice,   ParameterType::Text,    ParameterType::Waveform};
    return values.at(static_cast<std::size_t>(types.indexOf(word)));
}

bool isNumeric(ParameterType type)
{
    return type == ParameterType::Quantity || type == ParameterType::Integer || type == ParameterType::Waveform;
}

/// A word on the wire that means two things means nothing.
void requireDistinct(const ConfigNode &node, const std::vector<WireChoice> &meanings, ProblemList &problems)
{
    for (auto meaning = meanings.begin(); meaning != meanings.end(); ++meaning)
        for (auto other = meanings.begin(); other != meaning; ++other)
            for (const auto &word : meaning->codes)
                if (std::any_of(other->codes.begin(), other->codes.end(), [&](const QString &code) { return isSameCode(code, word); }))
                    problems.add(node, meansBoth(quoted(word), other->name, meaning->name));
}
} // namespace

void InstrumentSections::readParameters()
{
    auto readers = m_root.list(QStringLiteral("parameter"));
    for (auto &reader : readers)
        if (const auto *name = reader.find(QStringLiteral("name")))
            m_parameterNames << name->text;
    for (auto &reader : readers) {
        m_description.parameters.push_back(readParameter(reader));
        reader.finish();
    }
    addToldLimits();
}

void InstrumentSections::addToldLimits()
{
    for (auto &told : m_told) {
        for (const auto &own : m_root.list(QStringLiteral("parameter")))
            if (const auto *name = own.table().find(u"name"); name && name->text == told.spec.name)
                m_problems.add(*name, QStringLiteral("%1 is the name of a limit that is read from the instrument; call your parameter otherwise.")
                                          .arg(quoted(told.spec.name)));
        m_names.taken << told.spec.name;
        m_description.parameters.push_back(std::move(told));
    }
}

ParameterSpec InstrumentSections::readSpec(ConfigReader &reader, Names &names)
{
    ParameterSpec spec;
    readTexts(reader, spec, names);
    spec.type = typeOf(reader.choice(QStringLiteral("type"), types, types.constFirst()));
    if (isNumeric(spec.type)) {
        spec.unit = readUnit(reader);
        spec.decimals = static_cast<int>(reader.integer(QStringLiteral("decimals"), -1, -1, 15));
        if (const auto *limits = reader.find(QStringLiteral("limits")); limits && !areToldLimits(*limits))
            spec.deviceLimits = readLimits(*limits, spec.unit, m_problems).value_or(Limits());
        spec.softLimits = spec.deviceLimits;
    }
    return spec;
}

WireFormat InstrumentSections::readWire(ConfigReader &reader, ParameterSpec &spec)
{
    WireFormat wire;
    wire.invalid = reader.texts(QStringLiteral("invalid"));
    if (spec.type == ParameterType::Quantity || spec.type == ParameterType::Waveform) {
        wire.scale = readScale(reader);
        wire.decimals = static_cast<int>(reader.integer(QStringLiteral("write_decimals"), -1, -1, 15));
        if (spec.type == ParameterType::Waveform)
            wire.block = readBlock(reader, spec);
    } else if (spec.type == ParameterType::Text) {
        wire.block = readBlock(reader, spec);
    } else if (spec.type == ParameterType::Boolean) {
        wire.bits =
            static_cast<quint64>(reader.integer(QStringLiteral("bits"), 0, 1, std::numeric_limits<qint64>::max()));
        if (const auto on = reader.texts(QStringLiteral("on")); !on.isEmpty())
            wire.on = on;
        if (const auto off = reader.texts(QStringLiteral("off")); !off.isEmpty())
            wire.off = off;
        const auto *on = reader.find(QStringLiteral("on"));
        if (const auto *given = on ? on : reader.find(QStringLiteral("off")))
            requireDistinct(*given, {{QStringLiteral("on"), wire.on}, {QStringLiteral("off"), wire.off}}, m_problems);
    } else if (spec.type == ParameterType::Choice) {
        readChoices(reader, spec, wire);
    }
    return wire;
}

BlockFormat InstrumentSections::readBlock(ConfigReader &reader, const ParameterSpec &spec)
{
    BlockFormat block;
    const auto key = QStringLiteral("block");
    if (const auto *node = reader.find(key)) {
        const auto words = spec.type == ParameterType::Text ? BlockFormat::words().first(1) : BlockFormat::words();
        const auto place = words.indexOf(reader.choice(key, words, words.constFirst()));
        block.content = static_cast<BlockFormat::Content>(place + 1);
        if (!m_description.policy.framing.blocks)
            m_problems.add(*node, QStringLiteral("The link cuts replies at every line end, since it says blocks = false; take that away."));
    }
    const auto order = reader.choice(QStringLiteral("byte_order"), {QStringLiteral("big"), QStringLiteral("little")}, QStringLiteral("big"));
    block.littleEndian = order == QLatin1String("little");
    return block;
}

void InstrumentSections::readChoices(ConfigReader &reader, ParameterSpec &spec, WireFormat &wire)
{
    const auto what = QStringLiteral("a list of words, or { name = \"its spelling on the wire\" }");
    const auto *node = reader.require(QStringLiteral("choices"), what);
    if (!node)
        return;
    if (node->kind == Kind::Table) {
        auto table = *reader.below(QStringLiteral("choices"));
        for (const auto &each : node->children)
            wire.choices.push_back({each.name, table.texts(each.name)});
    } else {
        for (const auto &word : reader.texts(QStringLiteral("choices")))
            wire.choices.push_back({word, {word}});
    }
    requireDistinct(*node, wire.choices, m_problems);
    for (const auto &choice : wire.choices)
        spec.choices << choice.name;
    if (spec.choices.isEmpty())
        m_problems.add(*node, noChoice(what));
}

InstrumentParameter InstrumentSections::readParameter(ConfigReader &reader)
{
    InstrumentParameter parameter;
    auto &spec = parameter.spec;
    spec = readSpec(reader, m_names);
    parameter.wire = readWire(reader, spec);
    parameter.field = readField(reader);
    if (const auto *write = reader.find(QStringLiteral("write"))) {
        const auto problemsBefore = m_problems.count();
        const MessageTemplate::Names names{true, m_parameterNames, {}};
        parameter.write = MessageTemplate::read(
            *write, reader.text(QStringLiteral("write"), QStringLiteral("a message with {value}")), names, m_problems);
        if (m_problems.count() == problemsBefore && !write->text.contains(QStringLiteral("{value}")))
            m_problems.add(*write, QStringLiteral("%1 has no place for the setpoint; put {value} into it, for example \"%2 {value}\".")
                                       .arg(quoted(write->text), write->text));
        parameter.harmless = reader.boolean(QStringLiteral("harmless"), false);
        if (spec.type == ParameterType::Quantity)
            readMotionParameter(reader, parameter);
        if (isNumeric(spec.type))
            readToldLimits(reader, parameter);
        spec.isOutput = !parameter.harmless && !spec.startsMotion;
    }
    if (!parameter.field && !parameter.write && !reader.find(QStringLiteral("reply")))
        m_problems.add(
            reader.table(),
            QStringLiteral("The parameter %1 can be neither read nor written; give query, or reply, or write.")
                .arg(quoted(spec.name)));
    spec.access = !parameter.write ? Access::ReadOnly : parameter.field ? Access::ReadWrite : Access::WriteOnly;
    if (parameter.field)
        spec.period = inMilliseconds(reader.duration(QStringLiteral("poll"), std::chrono::seconds(1)));
    if (isNumeric(spec.type)) {
        if (const auto *limits = reader.find(QStringLiteral("limits")); limits && areToldLimits(*limits) && !parameter.write)
            m_problems.add(*limits, QStringLiteral("%1 can only be read, so it has no limits; take the line away, or give alarms.")
                                        .arg(quoted(spec.name)));
        readOwnLimits(reader, spec);
    }
    return parameter;
}

void InstrumentSections::readMotionParameter(ConfigReader &reader, InstrumentParameter &parameter)
{
    if (readStartsMotion(reader, parameter.spec, parameter.harmless, parameter.field.has_value(), QStringLiteral("query or reply")))
        readSettled(reader, parameter.spec, parameter.settling, [&](ConfigReader &settled) {
            parameter.settledWhen = readFlag(settled);
            return parameter.settledWhen.has_value();
        });
}
} // namespace podium::devices
