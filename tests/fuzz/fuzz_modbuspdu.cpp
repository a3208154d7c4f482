// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbushand.h"
#include "devices/modbus/modbuspdu.h"
#include "devices/modbus/registerfield.h"
#include "tests/fuzz/fuzz.h"

using namespace podium;
using namespace podium::devices;
using tests::Choices;
using tests::demand;
using tests::succeeds;

namespace
{
QByteArray request(Choices &choices)
{
    const auto table = ModbusTable(choices.below(4));
    const auto address = quint16(choices.below(256) * 257);
    const int count = 1 + choices.below(120);
    switch (choices.below(6)) {
    case 0:
        return modbus::writeCoil(address, count > 60);
    case 1:
        return modbus::writeRegister(address, quint16(count * 541));
    case 2:
        return modbus::writeCoils(address, std::vector<bool>(std::size_t(count), true));
    case 3:
        return modbus::writeRegisters(address, std::vector<quint16>(std::size_t(count), quint16(count)));
    case 4:
        return modbus::echoRequest(address);
    default:
        return modbus::readRequest(table, address, count);
    }
}

/// A reply is the answer, a refusal, or neither, and says which.
void judge(const QByteArray &asked, const QByteArray &reply)
{
    demand(!modbus::inWords(asked).isEmpty(), "a request can be told");
    if (const auto line = modbus::handLine(asked); !line.isEmpty())
        demand(modbus::handRequest(line.toLatin1()).pdu == asked, "a line by hand asks for the same");
    else
        demand(asked.front() == 8, "every request but the echo can be said by hand");
    const auto verdict = modbus::judged(asked, reply);
    demand(verdict.isAnswer == verdict.why.isEmpty() && (verdict.isAnswer || verdict.exception == 0), "what is no answer says why");
    if (verdict.exception != 0)
        demand(!modbus::exceptionText(verdict.exception).isEmpty(), "a refusal can be told");
    if (!verdict.isAnswer || verdict.exception != 0)
        return;
    const int function = static_cast<quint8>(asked.front());
    const auto wanted = std::size_t((static_cast<quint8>(asked.at(3)) << 8) | static_cast<quint8>(asked.at(4)));
    if (function == 3 || function == 4)
        demand(modbus::registers(reply).size() == wanted, "an answer has all the words");
    if (function == 1 || function == 2)
        demand(modbus::bits(reply).size() >= wanted, "an answer has all the bits");
}

/// Registers become a value or an error, and the value becomes the same registers.
void decode(Choices &choices)
{
    RegisterField field;
    field.type = RegisterType(1 + choices.below(7));
    field.order = WordOrder(choices.below(4));
    field.length = 1 + choices.below(4);
    engine::ParameterSpec spec;
    spec.name = QStringLiteral("p");
    const bool isFloat = field.type == RegisterType::Float32 || field.type == RegisterType::Float64;
    spec.type = field.type == RegisterType::Text       ? engine::ParameterType::Text
                : choices.below(2) == 1 || isFloat ? engine::ParameterType::Quantity
                                                   : engine::ParameterType::Integer;
    const auto bytes = choices.rest();
    std::vector<quint16> words;
    for (qsizetype at = 0; at + 1 < bytes.size() && qsizetype(words.size()) < field.count(); at += 2)
        words.push_back(quint16((quint8(bytes[at]) << 8) | quint8(bytes[at + 1])));
    if (qsizetype(words.size()) != field.count())
        return;
    engine::Value value;
    if (!succeeds([&] { value = field.decode(spec, words); }, {engine::ErrorKind::Device}) || field.type == RegisterType::Text)
        return; // a text cannot be written
    std::vector<quint16> back;
    if (!succeeds([&] { back = field.encode(value); }))
        demand(false, "what was read can be written");
    demand(field.decode(spec, back) == value, "a value reads back as itself");
}

void take(QByteArrayView bytes)
{
    Choices choices(bytes);
    if (choices.below(2) == 1)
        return decode(choices);
    const auto asked = request(choices);
    judge(asked, choices.rest().toByteArray());
}
} // namespace

PODIUM_FUZZ(take)
