// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbuspdu.h"
#include "engine/model/parameterspec.h"
#include "engine/model/value.h"

namespace podium::devices
{
/// What stands in registers. Bit: a coil, a discrete input.
enum class RegisterType : quint8 { Bit, Int16, Uint16, Int32, Uint32, Float32, Float64, Text };

/// How the bytes of a longer number lie in its registers; a, b, c, d from the highest to the lowest.
enum class WordOrder : quint8 {
    Big,      ///< ab cd, as Modbus has it within a register
    WordSwap, ///< cd ab
    ByteSwap, ///< ba dc
    Little,   ///< dc ba
};

/// A word of a choice, and its number in the register.
struct RegisterChoice {
    QString name;
    qint64 code = 0;
};

/// Where a value stands in a unit, and how it is spelled there.
struct RegisterField {
    ModbusTable table = ModbusTable::Holding;
    quint16 address = 0; ///< of the wire, from 0
    RegisterType type = RegisterType::Uint16;
    WordOrder order = WordOrder::Big;
    int length = 1; ///< of a text. Unit: registers
    int bit = -1;   ///< this bit of the register alone, 0 the lowest; -1: all of it
    double scale = 1;
    double offset = 0; ///< value = number in the register * scale + offset
    qint64 on = 1;     ///< what true is, where a whole register holds a boolean
    qint64 off = 0;
    std::vector<RegisterChoice> choices;
    std::vector<double> invalid; ///< numbers that say that there is no value

    /// Registers, or bits of a table of bits.
    int count() const;
    /// The numbers that fit, as values.
    engine::Limits range() const;

    /// The value of these registers, or of one bit as 0 or 1.
    /// Errors: Device for whatever is not exactly a value of that type; never a guess.
    engine::Value decode(const engine::ParameterSpec &spec, const std::vector<quint16> &words) const;
    /// The registers of a value, a field of one bit apart: 0 or 1. Errors: Refused for what does not fit; nothing is clamped.
    std::vector<quint16> encode(const engine::Value &value) const;
};

/// The request that writes a field as a whole. Multiple: by functions 15 and 16, also where one register would do.
QByteArray writeRequest(const RegisterField &field, const std::vector<quint16> &words, bool multiple);

/// "holding register address 12", for messages.
QString placeText(const RegisterField &field);
} // namespace podium::devices
