// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devicekinds.h"

#include "app/drivercatalog.h"
#include "app/instrumentcatalog.h"
#include "devices/modbus/modbusfile.h"

#include <QDir>
#include <QFileInfo>

namespace podium::app
{
using namespace devices;
using engine::ParameterType;
using Kind = ui::SettingField::Kind;

namespace
{
Kind kindOf(ParameterType type)
{
    switch (type) {
    case ParameterType::Boolean:
        return Kind::Switch;
    case ParameterType::Choice:
        return Kind::Choice;
    case ParameterType::Integer:
        return Kind::Number;
    default:
        return Kind::Text; // quantities are typed with their unit
    }
}

std::vector<ui::SettingField> fieldsOf(const std::vector<SettingSpec> &settings)
{
    std::vector<ui::SettingField> fields;
    for (const auto &[spec, fallback] : settings) {
        const bool isRequired = fallback.index() == 0;
        const auto allowed = spec.deviceLimits == engine::Limits() ? QString() : spec.deviceLimits.text(spec.unit);
        fields.push_back({spec.name, spec.help, kindOf(spec.type), spec.choices, isRequired ? QString() : engine::valueText(fallback), isRequired, allowed});
    }
    return fields;
}
QString textOf(const ConfigNode &root, QStringView name)
{
    const auto *node = root.find(name);
    return node ? node->text : QString();
}

/// Nothing for a file that is no instrument, like a bench, or has problems.
std::optional<ui::DeviceKind> instrumentKind(const QString &name, const QString &path)
{
    const auto config = readConfig(path);
    if (!config.root)
        return {};
    const auto &root = *config.root;
    ui::DeviceKind kind{name, textOf(root, u"name"), textOf(root, u"family"), textOf(root, u"help"), true, {}};
    FileProblems problems;
    if (speaksModbus(root)) {
        const auto file = ModbusFile::load(path, problems);
        if (!file)
            return {};
        kind.settings = fieldsOf(file->settings());
        return kind;
    }
    const auto file = InstrumentFile::load(path, problems);
    if (!file)
        return {};
    kind.settings = fieldsOf(file->settings());
    return kind;
}
} // namespace

std::optional<InstrumentFile> instrumentFile(const QString &name, const QString &benchFile)
{
    const auto path = findInstrument(name, benchFile);
    const auto config = path ? readConfig(*path) : ConfigFile();
    if (!config.root || speaksModbus(*config.root))
        return {};
    FileProblems problems;
    return path ? InstrumentFile::load(*path, problems) : std::nullopt;
}

std::vector<ui::DeviceKind> deviceKinds(const QString &benchFile)
{
    std::vector<ui::DeviceKind> kinds;
    for (const auto &driver : drivers())
        kinds.push_back({driver.name, QString(), driver.family, driver.help, false, fieldsOf(driver.settings)});
    auto names = instrumentNames();
    const auto folder = QFileInfo(benchFile).absoluteDir();
    for (const auto &entry : folder.entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name))
        if (entry != QFileInfo(benchFile) && !names.contains(entry.completeBaseName()))
            names << entry.completeBaseName();
    for (const auto &name : names)
        if (const auto path = findInstrument(name, benchFile))
            if (auto kind = instrumentKind(name, *path))
                kinds.push_back(*std::move(kind));
    return kinds;
}
} // namespace podium::app
