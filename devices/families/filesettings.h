// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configvalues.h"

namespace podium::devices
{
/// What the devices of an instrument file may set, with a value for each that the file is checked with.
struct FileSettings {
    std::vector<SettingSpec> specs;
    Settings samples;
};

/// The tables `[settings.NAME]` of an instrument file.
/// Thread: any.
FileSettings readFileSettings(ConfigReader &root, ProblemList &problems);

/// The file with each {NAME} in its texts replaced by the setting.
ConfigNode withSettings(const ConfigNode &root, const Settings &settings);
} // namespace podium::devices
