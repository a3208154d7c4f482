// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/driver.h"
#include "devices/families/fileproblem.h"
#include "devices/families/confignode.h"
#include "devices/modbus/modbusdescription.h"

namespace podium::devices
{
/// An instrument file with `protocol = "modbus"` as it was read: it becomes a description when a device fills in its
/// settings. The schema: resources/instruments/README.md.
class ModbusFile
{
public:
    /// Whether a file says that it is one.
    static bool speaks(const ConfigNode &root);
    /// Reads and checks a file; nothing if anything is wrong with it.
    static std::optional<ModbusFile> load(const QString &path, FileProblems &problems);

    /// What a device may set, for bench files and forms.
    const std::vector<SettingSpec> &settings() const { return m_settings; }
    /// The description of one device. Nothing if the settings make something wrong.
    std::optional<ModbusDescription> describe(const Settings &settings, FileProblems &problems) const;

private:
    QString m_path;
    ConfigNode m_root;
    std::vector<SettingSpec> m_settings;
};
} // namespace podium::devices
