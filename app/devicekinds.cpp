// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devicekinds.h"

#include "app/drivercatalog.h"
#include "app/instrumentcatalog.h"

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

/// Nothing for a file that is no instrument, like a bench, or has problems.
std::optional<ui::DeviceKind> instrumentKind(const QString &name, const QString &path)
{
    FileProblems problems;
    const auto any = loadInstrument(path, problems);
    if (!any)
        return {};
    return std::visit([&](const FileBasics &file) {
        return ui::DeviceKind{name, file.name(), file.family(), file.help(), true, fieldsOf(file.settings())};
    }, *any);
}
} // namespace

std::vector<ui::DeviceKind> deviceKinds(const QString &benchFile)
{
    std::vector<ui::DeviceKind> kinds;
    for (const auto &driver : drivers())
        kinds.push_back({driver.name, QString(), driver.family, driver.help, false, fieldsOf(driver.settings)});
    for (const auto &name : instrumentNames(benchFile))
        if (const auto path = findInstrument(name, benchFile))
            if (auto kind = instrumentKind(name, *path))
                kinds.push_back(*std::move(kind));
    return kinds;
}
} // namespace podium::app
