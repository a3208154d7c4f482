// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusfile.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzzfile.h"

using namespace podium;
using namespace podium::devices;
using tests::demand;

namespace
{
engine::Value sample(const SettingSpec &setting)
{
    if (setting.fallback.index() != 0)
        return setting.fallback;
    switch (setting.spec.type) {
    case engine::ParameterType::Choice:
        return setting.spec.choices.constFirst();
    case engine::ParameterType::Integer:
        return qint64(1);
    default:
        return QStringLiteral("x");
    }
}

/// What a description asks for lies within the tables of a unit.
void checkFields(const ModbusDescription &description)
{
    for (const auto &parameter : description.parameters)
        for (const auto &field : {parameter.read, parameter.write})
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
    static const podium::tests::FuzzFile file;
    demand(file.fill(bytes), "a file in memory can be written");
    FileProblems problems;
    const auto instrument = ModbusFile::load(file.path(), problems);
    demand(instrument.has_value() == problems.empty(), "a file is good, or something is wrong with it");
    for (const auto &problem : problems)
        demand(!problem.message.isEmpty() && problem.line >= 0 && problem.column >= 0, "a problem says what and where");
    if (!instrument)
        return;
    Settings settings;
    for (const auto &setting : instrument->settings())
        settings.insert(setting.spec.name, sample(setting));
    const auto described = instrument->describe(settings, problems);
    demand(described || !problems.empty(), "a description is made, or something is wrong");
    if (described)
        checkFields(*described);
}
} // namespace

PODIUM_FUZZ(load)
