// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/registerfield.h"

#include "engine/model/expectation.h"
#include "engine/model/number.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace podium::devices
{
using namespace engine;

namespace
{
[[noreturn]] void refuse(const QString &why) { throw Error(ErrorKind::Device, why); }

quint16 swapped(quint16 word) { return static_cast<quint16>((word << 8) | (word >> 8)); }

/// The words with the highest byte first; the way there is the way back.
std::vector<quint16> ordered(std::vector<quint16> words, WordOrder order)
{
    if (order == WordOrder::WordSwap || order == WordOrder::Little)
        std::reverse(words.begin(), words.end());
    if (order == WordOrder::ByteSwap || order == WordOrder::Little)
        std::transform(words.begin(), words.end(), words.begin(), swapped);
    return words;
}

quint64 joined(const std::vector<quint16> &words)
{
    quint64 number = 0;
    for (const auto word : words)
        number = (number << 16) | word;
    return number;
}

std::vector<quint16> split(quint64 number, int count)
{
    std::vector<quint16> words(static_cast<std::size_t>(count));
    for (auto word = words.rbegin(); word != words.rend(); ++word, number >>= 16)
        *word = static_cast<quint16>(number);
    return words;
}

bool isFloat(RegisterType type) { return type == RegisterType::Float32 || type == RegisterType::Float64; }

/// The number that stands there. Errors: Device for NaN and infinity.
double number(RegisterType type, quint64 raw)
{
    switch (type) {
    case RegisterType::Int16:
        return static_cast<qint16>(raw);
    case RegisterType::Int32:
        return static_cast<qint32>(raw);
    case RegisterType::Float32:
    case RegisterType::Float64: {
        const double value = type == RegisterType::Float32 ? double(std::bit_cast<float>(static_cast<quint32>(raw)))
                                                           : std::bit_cast<double>(raw);
        if (!std::isfinite(value))
            refuse(QStringLiteral("the registers hold %1, which is no value").arg(numberText(value)));
        return value;
    }
    default:
        return double(raw);
    }
}

/// The lowest and the highest whole number.
std::pair<double, double> wholeRange(RegisterType type)
{
    switch (type) {
    case RegisterType::Bit:
        return {0, 1};
    case RegisterType::Int16:
        return {-32768, 32767};
    case RegisterType::Int32:
        return {-2147483648.0, 2147483647.0};
    case RegisterType::Uint32:
        return {0, 4294967295.0};
    default:
        return {0, 65535};
    }
}

QString text(const std::vector<quint16> &words)
{
    QByteArray bytes;
    for (const auto word : words)
        bytes.append(static_cast<char>(word >> 8)).append(static_cast<char>(word));
    if (const auto end = bytes.indexOf('\0'); end >= 0)
        bytes.truncate(end);
    const auto result = QString::fromLatin1(bytes).trimmed();
    if (std::any_of(result.begin(), result.end(), [](QChar c) { return !c.isPrint(); }))
        refuse(QStringLiteral("%1 is no text").arg(quoted(result)));
    return result;
}

quint64 rawOf(RegisterType type, double value)
{
    if (type == RegisterType::Float32) {
        const auto narrow = static_cast<float>(value);
        if (!std::isfinite(narrow))
            throw Error(ErrorKind::Refused, QStringLiteral("%1 does not fit into a float32").arg(numberText(value)));
        return std::bit_cast<quint32>(narrow);
    }
    if (type == RegisterType::Float64)
        return std::bit_cast<quint64>(value);
    const double whole = std::round(value);
    const auto [low, high] = wholeRange(type);
    if (!(whole >= low && whole <= high))
        throw Error(ErrorKind::Refused, QStringLiteral("%1 does not fit into the register, which holds %2 to %3")
                                            .arg(numberText(whole), numberText(low), numberText(high)));
    return static_cast<quint64>(static_cast<qint64>(whole));
}
} // namespace

int RegisterField::count() const
{
    switch (type) {
    case RegisterType::Int32:
    case RegisterType::Uint32:
    case RegisterType::Float32:
        return 2;
    case RegisterType::Float64:
        return 4;
    case RegisterType::Text:
        return length;
    default:
        return 1;
    }
}

Limits RegisterField::range() const
{
    if (isFloat(type) || type == RegisterType::Text)
        return {};
    const auto [low, high] = wholeRange(type);
    const auto [first, second] = std::minmax({low * scale + offset, high * scale + offset});
    return {first, second};
}

Value RegisterField::decode(const ParameterSpec &spec, const std::vector<quint16> &words) const
{
    if (spec.type == ParameterType::Text)
        return text(order == WordOrder::ByteSwap || order == WordOrder::Little ? ordered(words, WordOrder::ByteSwap) : words);
    const auto raw = joined(ordered(words, order));
    if (bit >= 0)
        return ((raw >> bit) & 1) != 0;
    const double value = number(type, raw);
    if (std::find(invalid.begin(), invalid.end(), value) != invalid.end())
        refuse(QStringLiteral("%1 says that there is no value").arg(numberText(value)));
    switch (spec.type) {
    case ParameterType::Quantity:
        return Quantity(value * scale + offset, spec.unit);
    case ParameterType::Integer:
        return static_cast<qint64>(value);
    case ParameterType::Boolean:
        if (value != double(on) && value != double(off))
            refuse(QStringLiteral("%1 is neither on (%2) nor off (%3)").arg(numberText(value)).arg(on).arg(off));
        return value == double(on);
    default:
        break;
    }
    for (const auto &choice : choices)
        if (value == double(choice.code))
            return choice.name;
    refuse(QStringLiteral("%1 is none of %2").arg(numberText(value), choiceList(spec.choices)));
}

std::vector<quint16> RegisterField::encode(const Value &value) const
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        const auto code = type == RegisterType::Bit || bit >= 0 ? qint64(*flag) : *flag ? on : off;
        return split(rawOf(bit >= 0 ? RegisterType::Bit : type, double(code)), 1);
    }
    double number = 0;
    if (const auto *quantity = std::get_if<Quantity>(&value))
        number = (quantity->value() - offset) / scale;
    else if (const auto *whole = std::get_if<qint64>(&value))
        number = double(*whole);
    if (const auto *word = std::get_if<QString>(&value)) {
        const auto choice =
            std::find_if(choices.begin(), choices.end(), [&](const RegisterChoice &known) { return known.name == *word; });
        if (choice == choices.end())
            throw Error(ErrorKind::Refused, QStringLiteral("%1 cannot be written into registers").arg(quoted(*word)));
        number = double(choice->code);
    }
    return ordered(split(rawOf(type, number), count()), order);
}

QByteArray writeRequest(const RegisterField &field, const std::vector<quint16> &words, bool multiple)
{
    if (field.table == ModbusTable::Coil)
        return multiple ? modbus::writeCoils(field.address, {words.front() != 0}) : modbus::writeCoil(field.address, words.front() != 0);
    return multiple || words.size() > 1 ? modbus::writeRegisters(field.address, words)
                                        : modbus::writeRegister(field.address, words.front());
}

QString placeText(const RegisterField &field)
{
    const auto place = QStringLiteral("%1%2 address %3")
                           .arg(modbus::name(field.table), holdsBits(field.table) ? QLatin1String() : QLatin1String(" register"),
                                QString::number(field.address));
    return field.bit < 0 ? place : QStringLiteral("%1, bit %2").arg(place).arg(field.bit);
}
} // namespace podium::devices
