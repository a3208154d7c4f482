// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbussections.h"

#include "devices/modbus/modbusfile.h"
#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;

ModbusSections::ModbusSections(const ConfigNode &root, ModbusDescription &description, ProblemList &problems)
    : FileSections(root, description, problems)
    , m_description(description)
{
}

void ModbusSections::read()
{
    m_root.choice(QStringLiteral("protocol"), {QStringLiteral("modbus")}, QStringLiteral("modbus"));
    readHead();
    readLink();
    readIdentity();
    readParameters();
    readCommands();
    readMotion();
    readStops();
    readLifeCycle();
    if (!m_root.find(QStringLiteral("stop")))
        requireStop(m_description, QStringLiteral("the writes that do"));
    m_root.finish();
}

void ModbusSections::readLink()
{
    auto link = m_root.below(QStringLiteral("link"));
    if (!link)
        return;
    auto &policy = m_description.policy;
    policy.replyLimit = link->duration(QStringLiteral("reply_limit"), policy.replyLimit);
    policy.heartbeat = link->duration(QStringLiteral("heartbeat"), policy.heartbeat);
    policy.echo = link->choice(QStringLiteral("resync"), {QStringLiteral("echo"), QStringLiteral("silence")}, QStringLiteral("echo")) ==
                  QLatin1String("echo");
    m_order = readOrder(*link, WordOrder::Big);
    m_description.gap = static_cast<int>(link->integer(QStringLiteral("gap"), 0, 0, modbus::mostRegisters));
    m_description.block = static_cast<int>(link->integer(QStringLiteral("block"), modbus::mostRegisters, 1, modbus::mostRegisters));
    m_description.multiple = link->choice(QStringLiteral("write"), {QStringLiteral("single"), QStringLiteral("multiple")},
                                          QStringLiteral("single")) == QLatin1String("multiple");
    link->finish();
}

void ModbusSections::readIdentity()
{
    const auto what = QStringLiteral("a register that shows who answers, and the pattern of its value: { register = 40123, "
                                     "pattern = '^3216$' }; without a pattern any answer will do");
    if (!m_root.require(QStringLiteral("identity"), what))
        return;
    auto identity = m_root.below(QStringLiteral("identity"));
    if (!identity)
        return;
    const auto field = readField(*identity);
    auto &policy = m_description.policy;
    policy.identity = identity->pattern(QStringLiteral("pattern"));
    identity->finish();
    if (!field)
        return;
    ParameterSpec spec;
    spec.type = field->type == RegisterType::Text ? ParameterType::Text
                : field->type == RegisterType::Bit ? ParameterType::Boolean
                                                   : ParameterType::Quantity;
    policy.identify = modbus::readRequest(field->table, field->address, field->count());
    policy.identityText = [field = *field, spec, named = policy.identity.has_value()](const QByteArray &reply) {
        RegisterImage image;
        image.store(blockOf(field), reply);
        const auto text = valueText(field.decode(spec, image.words(blockOf(field))));
        return named ? text : QString(); // without a pattern it may be a register that changes
    };
}

std::optional<RegisterField> ModbusSections::readField(ConfigReader &reader)
{
    const auto *node = reader.require(QStringLiteral("register"), QStringLiteral("a register, for example 40001 or { table = "
                                                                                 "\"holding\", address = 0 }"));
    const auto place = node ? readPlace(*node, m_problems) : std::nullopt;
    RegisterField field;
    if (place) {
        field.table = place->table;
        field.address = place->address;
    }
    readType(reader, field, m_order);
    return place ? std::optional(field) : std::nullopt;
}

std::optional<RegisterField> ModbusSections::readFlag(ConfigReader &reader, const QString &meaning)
{
    if (!reader.find(QStringLiteral("register")))
        return {};
    auto field = readField(reader).value_or(RegisterField());
    ParameterSpec spec;
    if (field.type != RegisterType::Bit && !reader.find(QStringLiteral("bit")))
        reader.require(QStringLiteral("on"), QStringLiteral("the number that means %1, or bit = the bit that does").arg(meaning));
    readMeaning(reader, field, spec);
    return field;
}

void ModbusSections::readParameters()
{
    for (auto &reader : m_root.list(QStringLiteral("parameter"))) {
        m_description.parameters.push_back(readParameter(reader));
        reader.finish();
    }
}

ModbusParameter ModbusSections::readParameter(ConfigReader &reader)
{
    ModbusParameter parameter;
    auto &spec = parameter.spec;
    readTexts(reader, spec, m_names);
    auto field = readField(reader).value_or(RegisterField());
    readMeaning(reader, field, spec);
    readAccess(reader, parameter, field);
    if (parameter.read)
        spec.period = inMilliseconds(reader.duration(QStringLiteral("poll"), std::chrono::seconds(1)));
    if (spec.type == ParameterType::Quantity || spec.type == ParameterType::Integer)
        readOwnLimits(reader, spec);
    return parameter;
}

void ModbusSections::readAccess(ConfigReader &reader, ModbusParameter &parameter, const RegisterField &field)
{
    auto &spec = parameter.spec;
    const QStringList words{QStringLiteral("read"), QStringLiteral("write"), QStringLiteral("read-write")};
    const auto *other = reader.find(QStringLiteral("write_register"));
    const auto access = reader.choice(QStringLiteral("access"), words, other ? words.at(2) : words.at(0));
    if (access != words.at(1))
        parameter.read = field;
    if (access == words.at(0)) {
        if (other)
            m_problems.add(*other, QStringLiteral("It says access = \"read\" as well; take one of the two away."));
        spec.access = Access::ReadOnly;
        return;
    }
    auto target = field;
    const auto *where = other ? other : reader.find(QStringLiteral("register"));
    if (other) {
        const auto place = readPlace(*other, m_problems).value_or(RegisterPlace());
        target.table = place.table;
        target.address = place.address;
    }
    if (target.table == ModbusTable::Input || target.table == ModbusTable::Discrete)
        m_problems.add(*where, QStringLiteral("Input registers and discrete inputs cannot be written; give a holding register or a "
                                              "coil, or access = \"read\"."));
    else if (holdsBits(target.table) != holdsBits(field.table))
        m_problems.add(*where, QStringLiteral("One of the two is a coil and the other a register; give both of one kind."));
    else if (field.type == RegisterType::Text)
        m_problems.add(*where, QStringLiteral("Texts in registers can only be read; give access = \"read\"."));
    parameter.write = target;
    spec.access = parameter.read ? Access::ReadWrite : Access::WriteOnly;
    parameter.harmless = reader.boolean(QStringLiteral("harmless"), false);
    if (spec.type == ParameterType::Quantity)
        readMotionKeys(reader, parameter);
    else if (spec.type == ParameterType::Integer && reader.boolean(QStringLiteral("motion"), false))
        refuseMotion(reader);
    spec.isOutput = !parameter.harmless && !spec.startsMotion;
}

void ModbusSections::refuseMotion(ConfigReader &reader)
{
    m_problems.add(*reader.find(QStringLiteral("motion")),
                   QStringLiteral("Motion needs a quantity, and a register without unit is a plain whole number; give decimals = 0, or its unit."));
    for (const auto &right : {QStringLiteral("tolerance"), QStringLiteral("settled")})
        reader.find(right); // of a quantity; nothing more is to be said of them
}

void ModbusSections::readMotionKeys(ConfigReader &reader, ModbusParameter &parameter)
{
    auto &spec = parameter.spec;
    if (!readStartsMotion(reader, spec, parameter.harmless, parameter.read.has_value(), QStringLiteral("access = \"read-write\"")))
        return;
    readSettled(reader, spec, parameter.settling, [&](ConfigReader &settled) {
        parameter.settledWhen = readFlag(settled, QStringLiteral("settled"));
        return parameter.settledWhen.has_value();
    });
}

std::vector<const ParameterSpec *> ModbusSections::readableSpecs() const
{
    std::vector<const ParameterSpec *> specs;
    for (const auto &each : m_description.parameters)
        if (each.read)
            specs.push_back(&each.spec);
    return specs;
}

bool speaksModbus(const ConfigNode &root)
{
    const auto *protocol = root.find(u"protocol");
    return protocol && protocol->text == QLatin1String("modbus");
}

void readSections(const ConfigNode &root, ModbusDescription &description, ProblemList &problems)
{
    ModbusSections(root, description, problems).read();
}
} // namespace podium::devices
