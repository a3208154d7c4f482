// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentfile.h"

#include "devices/families/filesettings.h"
#include "devices/scpi/instrumentsections.h"

namespace podium::devices
{
using namespace engine;

namespace
{
QString textOf(const ConfigNode &root, QStringView key)
{
    const auto *node = root.find(key);
    return node ? node->text : QString();
}
} // namespace

std::optional<InstrumentFile> InstrumentFile::load(const QString &path, FileProblems &problems)
{
    auto file = readConfig(path);
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
    if (!file.root)
        return {};
    InstrumentFile result;
    result.m_path = path;
    result.m_root = *std::move(file.root);
    ProblemList found(path);
    ConfigReader root(result.m_root, found);
    auto settings = readFileSettings(root, found);
    result.m_settings = std::move(settings.specs);
    result.m_samples = std::move(settings.samples);
    problems.insert(problems.end(), found.all().begin(), found.all().end());
    if (found.count() > 0 || !result.describe(result.m_samples, problems))
        return {};
    return result;
}

QString InstrumentFile::name() const { return textOf(m_root, u"name"); }

QString InstrumentFile::family() const { return textOf(m_root, u"family"); }

QString InstrumentFile::help() const { return textOf(m_root, u"help"); }

std::optional<InstrumentDescription> InstrumentFile::describe(const Settings &settings, FileProblems &problems) const
{
    ProblemList found(m_path);
    const auto root = withSettings(m_root, settings);
    InstrumentDescription description;
    InstrumentSections(root, description, found).read();
    problems.insert(problems.end(), found.all().begin(), found.all().end());
    if (found.count() > 0)
        return {};
    return description;
}

std::optional<InstrumentDescription> InstrumentFile::example() const
{
    FileProblems none;
    return describe(m_samples, none);
}

QStringList InstrumentFile::requiredSettings() const
{
    QStringList result;
    for (const auto &setting : m_settings) {
        if (setting.fallback.index() != 0)
            continue;
        const auto value = m_samples.value(setting.spec.name);
        const bool isNumber = std::holds_alternative<qint64>(value);
        result << (isNumber ? QStringLiteral("%1 = %2") : QStringLiteral("%1 = \"%2\"")).arg(setting.spec.name, valueText(value));
    }
    return result;
}
} // namespace podium::devices
