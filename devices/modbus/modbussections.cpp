// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbussections.h"

#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;

ModbusSections::ModbusSections(const ConfigNode &root, ModbusDescription &description, ProblemList &problems)
    : m_root(root, problems)
    , m_description(description)
    , m_problems(problems)
{
}

void ModbusSections::read()
{
    m_root.choice(QStringLiteral("protocol"), {QStringLiteral("modbus")}, QStringLiteral("modbus"));
    m_description.name = m_root.text(QStringLiteral("name"), QStringLiteral("the maker and the model"));
    m_description.family = m_root.text(QStringLiteral("family"), QStringLiteral("a family, for example \"temperaturecontroller\""));
    m_root.text(QStringLiteral("manual"), QStringLiteral("the manual and the firmware that this file follows"));
    m_root.text(QStringLiteral("help"), QStringLiteral("a text"), {});
    m_root.below(QStringLiteral("settings")); // read before, by ModbusFile
    readLink();
    readIdentity();
    readParameters();
    readCommands();
    readMotion();
    readStops();
    readLifeCycle();
    requireStop();
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

QString ModbusSections::readName(ConfigReader &reader)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_]+$"));
    const auto what = QStringLiteral("a name of letters, digits and _");
    const auto name = reader.text(QStringLiteral("name"), what);
    if (!name.isEmpty() && !form.match(name).hasMatch())
        m_problems.add(*reader.find(QStringLiteral("name")), QStringLiteral("%1 is no name; give %2.").arg(quoted(name), what));
    if (m_names.contains(name))
        m_problems.add(*reader.find(QStringLiteral("name")),
                       QStringLiteral("There is already a parameter or command called %1; give it another name.").arg(quoted(name)));
    return name;
}

void ModbusSections::readNames(ConfigReader &reader, ParameterSpec &spec)
{
    spec.name = readName(reader);
    spec.title = reader.text(QStringLiteral("title"), QStringLiteral("a text"), spec.name);
    spec.help = reader.text(QStringLiteral("help"), QStringLiteral("a text"), {});
}

void ModbusSections::readParameters()
{
    for (auto &reader : m_root.list(QStringLiteral("parameter"))) {
        m_description.parameters.push_back(readParameter(reader));
        m_names << m_description.parameters.back().spec.name;
        reader.finish();
    }
}

ModbusParameter ModbusSections::readParameter(ConfigReader &reader)
{
    ModbusParameter parameter;
    auto &spec = parameter.spec;
    readNames(reader, spec);
    auto field = readField(reader).value_or(RegisterField());
    readMeaning(reader, field, spec);
    readAccess(reader, parameter, field);
    if (parameter.read)
        spec.period = std::chrono::ceil<std::chrono::milliseconds>(reader.duration(QStringLiteral("poll"), std::chrono::seconds(1)));
    if (spec.type != ParameterType::Quantity && spec.type != ParameterType::Integer)
        return parameter;
    if (const auto *limits = reader.find(QStringLiteral("soft_limits"))) {
        spec.softLimits = readLimits(*limits, spec.unit, m_problems).value_or(Limits());
        if (Limits::narrower(spec.deviceLimits, spec.softLimits).isEmpty())
            m_problems.add(*limits, QStringLiteral("They lie wholly outside of limits, %1; no value could be written.")
                                        .arg(spec.deviceLimits.text(spec.unit)));
    }
    if (const auto *alarms = reader.find(QStringLiteral("alarms")))
        spec.alarmLimits = readAlarms(*alarms, spec.unit, m_problems).value_or(AlarmLimits());
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
    spec.isOutput = !parameter.harmless && !spec.startsMotion;
}

void ModbusSections::readMotionKeys(ConfigReader &reader, ModbusParameter &parameter)
{
    auto &spec = parameter.spec;
    spec.startsMotion = reader.boolean(QStringLiteral("motion"), false);
    if (!spec.startsMotion)
        return;
    if (parameter.harmless)
        m_problems.add(*reader.find(QStringLiteral("harmless")),
                       QStringLiteral("A write that starts motion is not harmless; take one of the two away."));
    if (!parameter.read)
        m_problems.add(reader.table(), QStringLiteral("The motion parameter %1 has no readback, so nobody can see where it is; give "
                                                      "access = \"read-write\".")
                                           .arg(quoted(spec.name)));
    const auto what = QStringLiteral("how near the readback must come, for example \"0.01 mm\"");
    if (const auto *tolerance = reader.require(QStringLiteral("tolerance"), what)) {
        spec.tolerance = readQuantity(*tolerance, QStringLiteral("The tolerance"), spec.unit, m_problems).value_or(0);
        if (spec.tolerance < 0)
            m_problems.add(*tolerance, QStringLiteral("%1 is below 0; give %2.").arg(tolerance->shown(), what));
    }
}

const ModbusParameter *ModbusSections::parameter(const QString &name) const
{
    const auto &all = m_description.parameters;
    const auto found = std::find_if(all.begin(), all.end(), [&](const ModbusParameter &each) { return each.spec.name == name; });
    return found == all.end() ? nullptr : &*found;
}
} // namespace podium::devices
