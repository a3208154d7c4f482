// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/filesettings.h"

namespace podium::devices
{
/// An instrument file as it was read, whatever its protocol.
/// The schema: resources/instruments/README.md.
/// Errors: none are thrown; what is wrong is added to the problems. Thread: any.
class FileBasics
{
public:
    const QString &path() const { return m_path; }
    QString name() const { return text(u"name"); }
    QString family() const { return text(u"family"); }
    QString help() const { return text(u"help"); }
    /// What a device may set, for bench files and forms.
    const std::vector<SettingSpec> &settings() const { return m_settings; }
    /// The settings that a device must give, each with an example: `axis = "x"`.
    QStringList requiredSettings() const;

protected:
    /// False, and problems: it cannot be read.
    bool read(const QString &path, FileProblems &problems);
    QString text(QStringView key) const;
    const ConfigNode &root() const { return m_root; }
    const Settings &samples() const { return m_samples; }

private:
    QString m_path;
    ConfigNode m_root;
    std::vector<SettingSpec> m_settings;
    Settings m_samples; // what the file is checked with
};

/// A file of one protocol: it becomes a description when a device fills in its settings. What reads the sections is the function
/// readSections(root, description, problems) beside the description.
/// Errors: none are thrown; what is wrong is added to the problems. Thread: any.
template <class Description>
class DescribedFile : public FileBasics
{
public:
    /// Reads and checks a file; nothing if anything is wrong with it.
    static std::optional<DescribedFile> load(const QString &path, FileProblems &problems)
    {
        DescribedFile result;
        if (!result.read(path, problems) || !result.describe(result.samples(), problems))
            return {};
        return result;
    }

    /// The description of one device. Nothing if the settings make something wrong, for example a unit that nobody
    /// knows.
    std::optional<Description> describe(const Settings &settings, FileProblems &problems) const
    {
        ProblemList found(path());
        const auto filled = withSettings(root(), settings);
        Description description;
        readSections(filled, description, found);
        problems.insert(problems.end(), found.all().begin(), found.all().end());
        if (found.count() > 0)
            return {};
        return description;
    }
    /// The description with the settings' defaults, and examples where there is none.
    std::optional<Description> example() const
    {
        FileProblems none;
        return describe(samples(), none);
    }
};
} // namespace podium::devices
