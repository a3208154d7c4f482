// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusfile.h"

#include "devices/families/filesettings.h"
#include "devices/modbus/modbussections.h"

namespace podium::devices
{
bool ModbusFile::speaks(const ConfigNode &root)
{
    const auto *protocol = root.find(u"protocol");
    return protocol && protocol->text == QLatin1String("modbus");
}

std::optional<ModbusFile> ModbusFile::load(const QString &path, FileProblems &problems)
{
    auto file = readConfig(path);
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
    if (!file.root)
        return {};
    ModbusFile result;
    result.m_path = path;
    result.m_root = *std::move(file.root);
    ProblemList found(path);
    ConfigReader root(result.m_root, found);
    auto settings = readFileSettings(root, found);
    result.m_settings = std::move(settings.specs);
    problems.insert(problems.end(), found.all().begin(), found.all().end());
    if (found.count() > 0 || !result.describe(settings.samples, problems))
        return {};
    return result;
}

std::optional<ModbusDescription> ModbusFile::describe(const Settings &settings, FileProblems &problems) const
{
    ProblemList found(m_path);
    const auto root = withSettings(m_root, settings);
    ModbusDescription description;
    ModbusSections(root, description, found).read();
    problems.insert(problems.end(), found.all().begin(), found.all().end());
    if (found.count() > 0)
        return {};
    return description;
}
} // namespace podium::devices
