// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/instrumentbasics.h"
#include "devices/modbus/modbusunit.h"
#include "devices/modbus/registerblocks.h"
#include "devices/modbus/registerfield.h"
#include "engine/model/command.h"

namespace podium::devices
{
struct ModbusParameter {
    engine::ParameterSpec spec;
    std::optional<RegisterField> read;  ///< none: it cannot be read
    std::optional<RegisterField> write; ///< none: it cannot be written
    bool harmless = false;              ///< a write neither moves nor energises, and passes the latch
    Settling settling;                  ///< of a parameter that starts motion,
    std::optional<RegisterField> settledWhen; ///< and the boolean that says that it has ended; none: nothing does
};

/// One write of a command: these registers, or an argument of the command.
struct ModbusWrite {
    RegisterField field;
    std::vector<quint16> words;
    int argument = -1; ///< its place among the arguments; -1: the words
};

struct ModbusCommand {
    engine::CommandSpec spec;
    std::vector<ModbusWrite> writes;
    bool harmless = false;
};

/// All that Podium knows of one kind of Modbus unit, with the settings of one device filled in.
struct ModbusDescription : InstrumentBasics {
    ModbusUnitPolicy policy;
    int gap = 0;                       ///< registers between two wanted ones that may be read along
    int block = modbus::mostRegisters; ///< registers in one read at most
    bool multiple = false;             ///< single registers and coils, too, are written by functions 15 and 16
    std::vector<ModbusParameter> parameters;
    std::vector<ModbusCommand> commands;
    std::optional<RegisterField> busy; ///< a boolean
    std::vector<QByteArray> stop;      ///< requests; all leave as soon as the line lets them
    std::vector<QByteArray> fastStop;
};

inline RegisterBlock blockOf(const RegisterField &field) { return {field.table, field.address, field.count()}; }
} // namespace podium::devices
