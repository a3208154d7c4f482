// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusfile.h"
#include "tests/fuzz/fuzzinstrument.h"

using namespace podium;
using namespace podium::devices;
using tests::demand;

namespace
{
/// What a description asks for lies within the tables of a unit.
void checkFields(const ModbusDescription &description)
{
    for (const auto &parameter : description.parameters)
        for (const auto &field : {parameter.read, parameter.write, parameter.settledWhen})
            if (field) {
                demand(field->count() >= 1 && field->count() <= modbus::mostRegisters, "a value fits into one read");
                demand(field->address + field->count() <= 65536, "a value lies within its table");
            }
    for (const auto &command : description.commands)
        for (const auto &write : command.writes)
            demand(write.argument < int(command.spec.arguments.size()), "a write is of an argument that there is");
}

void load(QByteArrayView bytes)
{
    if (const auto described = tests::loadAndDescribe<ModbusFile>(bytes))
        checkFields(*described);
}
} // namespace

PODIUM_FUZZ(load)
