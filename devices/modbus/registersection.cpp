// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/registersection.h"

#include "devices/instrument/filesections.h"
#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
constexpr int registers = 65536;

QString asTable(int address) { return QStringLiteral("{ table = \"holding\", address = %1 }").arg(address); }

/// The table of a reference number's first digit.
std::optional<ModbusTable> tableOfDigit(QChar digit)
{
    switch (digit.toLatin1()) {
    case '0':
        return ModbusTable::Coil;
    case '1':
        return ModbusTable::Discrete;
    case '3':
        return ModbusTable::Input;
    case '4':
        return ModbusTable::Holding;
    default:
        return {};
    }
}

/// A reference number of 5 or 6 digits.
std::optional<RegisterPlace> reference(const QString &digits)
{
    static const QRegularExpression form(QStringLiteral("^[0134](\\d{4,5})$"));
    const auto match = form.match(digits);
    const int number = match.captured(1).toInt();
    if (!match.hasMatch() || number < 1 || number > registers)
        return {};
    return RegisterPlace{*tableOfDigit(digits.at(0)), static_cast<quint16>(number - 1)};
}

QString whyNone(const ConfigNode &node)
{
    const auto &text = node.text;
    if (node.kind == Kind::Integer && node.integer >= 1 && node.integer < 10000)
        return QStringLiteral("%1 could be the reference number of coil %1, which is { table = \"coil\", address = %2 }, or the "
                              "address %1 counted from 0, for example %3; write the one that the manual means. A number of "
                              "a manual that counts holding registers from 1 is { table = \"holding\", number = %1 }.")
            .arg(text)
            .arg(node.integer - 1)
            .arg(asTable(static_cast<int>(node.integer)));
    const auto allowed = QStringLiteral("give a reference number as 40001 (4 holding, 3 input, 1 discrete, \"00001\" coil, then "
                                        "the register counted from 1), or a table and an address counted from 0, for example %1");
    const bool isAddress = node.kind == Kind::Integer && node.integer >= 0 && node.integer < registers;
    return QStringLiteral("%1 is no reference number; %2.")
        .arg(node.kind == Kind::Text ? quoted(text) : node.shown(), allowed.arg(asTable(isAddress ? static_cast<int>(node.integer) : 0)));
}
} // namespace

std::optional<RegisterPlace> readPlace(const ConfigNode &node, ProblemList &problems)
{
    if (node.kind != Kind::Table) {
        const auto place = node.kind == Kind::Integer || node.kind == Kind::Text ? reference(node.text) : std::nullopt;
        if (!place)
            problems.add(node, whyNone(node));
        return place;
    }
    const auto before = problems.count();
    ConfigReader reader(node, problems);
    reader.require(QStringLiteral("table"), QStringLiteral("one of %1").arg(modbus::tableWords().join(QStringLiteral(", "))));
    const auto table = reader.choice(QStringLiteral("table"), modbus::tableWords(), modbus::name(ModbusTable::Holding));
    const auto *number = reader.find(QStringLiteral("number"));
    const auto *address = reader.find(QStringLiteral("address"));
    const auto from0 = reader.integer(QStringLiteral("address"), 0, 0, registers - 1);
    const auto from1 = reader.integer(QStringLiteral("number"), 1, 1, registers);
    if (!address == !number)
        problems.add(address ? *number : node,
                     QStringLiteral("Give either address, counted from 0 as on the wire, or number, counted from 1."));
    reader.finish();
    if (problems.count() != before)
        return {};
    return RegisterPlace{*modbus::tableNamed(table), static_cast<quint16>(address ? from0 : from1 - 1)};
}

WordOrder readOrder(ConfigReader &reader, WordOrder usual)
{
    const QStringList words{QStringLiteral("big"), QStringLiteral("word_swap"), QStringLiteral("byte_swap"), QStringLiteral("little")};
    return static_cast<WordOrder>(words.indexOf(reader.choice(QStringLiteral("order"), words, words.at(static_cast<int>(usual)))));
}

void readType(ConfigReader &reader, RegisterField &field, WordOrder usual)
{
    if (holdsBits(field.table)) {
        field.type = RegisterType::Bit;
        return;
    }
    constexpr int mostText = 100;
    const QStringList words{QStringLiteral("int16"),  QStringLiteral("uint16"),  QStringLiteral("int32"), QStringLiteral("uint32"),
                            QStringLiteral("float32"), QStringLiteral("float64"), QStringLiteral("string")};
    const auto word = reader.choice(QStringLiteral("type"), words, QStringLiteral("uint16"));
    field.type = static_cast<RegisterType>(words.indexOf(word) + 1);
    field.order = readOrder(reader, usual);
    if (field.type == RegisterType::Text) {
        reader.require(QStringLiteral("length"), QStringLiteral("how many registers the text takes"));
        field.length = static_cast<int>(reader.integer(QStringLiteral("length"), 1, 1, mostText));
    } else {
        field.bit = static_cast<int>(reader.integer(QStringLiteral("bit"), -1, 0, 16 * field.count() - 1));
        if (field.bit >= 0 && field.count() > 1)
            reader.problems().add(*reader.find(QStringLiteral("bit")),
                                  QStringLiteral("A bit is one of a single register; leave the type away and name the register "
                                                 "in which the bit is."));
    }
    if (field.address + field.count() > registers)
        reader.problems().add(reader.table(), QStringLiteral("It would reach beyond the last register, 65535."));
}

namespace
{
void readChoices(ConfigReader &reader, const ConfigNode &node, RegisterField &field, ParameterSpec &spec)
{
    spec.type = ParameterType::Choice;
    auto table = reader.below(QStringLiteral("choices"));
    if (!table)
        return;
    for (const auto &each : node.children) {
        const auto code = table->integer(each.name, 0, -2147483648LL, 4294967295LL);
        for (const auto &known : field.choices)
            if (known.code == code)
                reader.problems().add(each, meansBoth(QString::number(code), known.name, each.name));
        field.choices.push_back({each.name, code});
        spec.choices << each.name;
    }
    if (spec.choices.isEmpty())
        reader.problems().add(node, noChoice(QStringLiteral("{ name = its number in the register }")));
}

void readNumber(ConfigReader &reader, RegisterField &field, ParameterSpec &spec)
{
    auto &problems = reader.problems();
    const bool isFloat = field.type == RegisterType::Float32 || field.type == RegisterType::Float64;
    const bool isPlain = !isFloat && !reader.find(QStringLiteral("unit")) && !reader.find(QStringLiteral("scale")) &&
                         !reader.find(QStringLiteral("offset")) && !reader.find(QStringLiteral("decimals"));
    spec.type = isPlain ? ParameterType::Integer : ParameterType::Quantity;
    spec.unit = readUnit(reader);
    spec.decimals = static_cast<int>(reader.integer(QStringLiteral("decimals"), -1, -1, 15));
    field.scale = readScale(reader);
    field.offset = reader.number(QStringLiteral("offset"), 0);
    if (const auto *invalid = reader.find(QStringLiteral("invalid"))) {
        for (const auto &each : invalid->kind == Kind::List ? invalid->children : std::vector{*invalid}) {
            if (each.isNumber())
                field.invalid.push_back(each.number);
            else
                problems.add(each, QStringLiteral("%1 is given, but a number of the register is wanted.").arg(each.shown()));
        }
    }
    const auto range = field.range();
    spec.deviceLimits = range;
    if (const auto *limits = reader.find(QStringLiteral("limits"))) {
        const auto given = readLimits(*limits, spec.unit, problems).value_or(Limits());
        spec.deviceLimits = Limits::narrower(range, given);
        if ((given.low && range.low && *given.low < *range.low) || (given.high && range.high && *given.high > *range.high))
            problems.add(*limits, QStringLiteral("They reach beyond what the register can hold, which is %1; narrow them, or give "
                                                 "the right type and scale.")
                                      .arg(range.text(spec.unit)));
    }
    spec.softLimits = spec.deviceLimits;
}
} // namespace

void readMeaning(ConfigReader &reader, RegisterField &field, ParameterSpec &spec)
{
    if (field.type == RegisterType::Text) {
        spec.type = ParameterType::Text;
    } else if (field.type == RegisterType::Bit || field.bit >= 0) {
        spec.type = ParameterType::Boolean;
    } else if (const auto *choices = reader.find(QStringLiteral("choices"))) {
        readChoices(reader, *choices, field, spec);
    } else if (const auto *on = reader.find(QStringLiteral("on"))) {
        const auto [low, high] = std::pair(-2147483648LL, 4294967295LL);
        spec.type = ParameterType::Boolean;
        field.on = reader.integer(QStringLiteral("on"), 1, low, high);
        field.off = reader.integer(QStringLiteral("off"), 0, low, high);
        if (field.on == field.off)
            reader.problems().add(*on, meansBoth(QString::number(field.on), QStringLiteral("on"), QStringLiteral("off")));
    } else {
        readNumber(reader, field, spec);
    }
}
} // namespace podium::devices
