// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/instrument/describedfile.h"

namespace podium::devices
{
bool FileBasics::read(const QString &path, FileProblems &problems)
{
    auto file = readConfig(path);
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
    if (!file.root)
        return false;
    m_path = path;
    m_root = *std::move(file.root);
    ProblemList found(path);
    ConfigReader root(m_root, found);
    auto settings = readFileSettings(root, found);
    m_settings = std::move(settings.specs);
    m_samples = std::move(settings.samples);
    problems.insert(problems.end(), found.all().begin(), found.all().end());
    return found.count() == 0;
}

QString FileBasics::text(QStringView key) const
{
    const auto *node = m_root.find(key);
    return node ? node->text : QString();
}

QStringList FileBasics::requiredSettings() const
{
    QStringList result;
    for (const auto &setting : m_settings) {
        if (setting.fallback.index() != 0)
            continue;
        const auto value = m_samples.value(setting.spec.name);
        const bool isNumber = std::holds_alternative<qint64>(value);
        result << (isNumber ? QStringLiteral("%1 = %2") : QStringLiteral("%1 = \"%2\"")).arg(setting.spec.name, engine::valueText(value));
    }
    return result;
}
} // namespace podium::devices
