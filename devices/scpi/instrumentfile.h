// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/driver.h"
#include "devices/families/fileproblem.h"
#include "devices/scpi/instrumentdescription.h"

namespace podium::devices
{
/// An instrument file as it was read: it becomes a description when a device fills in its settings.
/// The schema: resources/instruments/README.md.
class InstrumentFile
{
public:
    /// Reads and checks a file; nothing if anything is wrong with it.
    static std::optional<InstrumentFile> load(const QString &path, FileProblems &problems);

    const QString &path() const { return m_path; }
    QString name() const;
    QString family() const;
    QString help() const;
    /// What a device may set, for bench files and forms.
    const std::vector<SettingSpec> &settings() const { return m_settings; }

    /// The description of one device. Nothing if the settings make something wrong, for example a unit that nobody
    /// knows.
    std::optional<InstrumentDescription> describe(const Settings &settings, FileProblems &problems) const;
    /// The description with the settings' defaults, and examples where there is none.
    std::optional<InstrumentDescription> example() const;
    /// The settings that a device must give, each with an example: `axis = "x"`.
    QStringList requiredSettings() const;

private:
    QString m_path;
    ConfigNode m_root;
    std::vector<SettingSpec> m_settings;
    Settings m_samples; // what the file is checked with
};
} // namespace podium::devices
