// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentfile.h"

#include "devices/scpi/instrumentsections.h"

#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
QString textOf(const ConfigNode &root, QStringView key)
{
    const auto *node = root.find(key);
    return node ? node->text : QString();
}

/// The value that stands for the setting while the file is checked without a device.
Value sample(const SettingSpec &setting, const ConfigNode *example, const ConfigNode &node, ProblemList &problems)
{
    if (setting.fallback.index() != 0)
        return setting.fallback;
    if (setting.spec.type == ParameterType::Choice)
        return setting.spec.choices.constFirst();
    if (example)
        return readValue(*example, setting.spec, problems).value_or(Value(QString()));
    problems.add(node,
                 QStringLiteral("The setting %1 has neither a default nor choices nor an example; give one of them, so "
                                "that the file can be checked.")
                     .arg(node.name));
    return QString();
}

struct ReadSetting {
    SettingSpec setting;
    Value sample;
};

ReadSetting readSetting(ConfigReader reader, ProblemList &problems)
{
    const auto &node = reader.table();
    ReadSetting result;
    auto &spec = result.setting.spec;
    spec.name = node.name;
    spec.help = reader.text(QStringLiteral("help"), QStringLiteral("a text"), {});
    spec.title = spec.name;
    spec.choices = reader.texts(QStringLiteral("choices"));
    const auto *fallback = reader.find(QStringLiteral("default"));
    const auto *example = reader.find(QStringLiteral("example"));
    const auto *typical = fallback ? fallback : example;
    spec.type = !spec.choices.isEmpty()                     ? ParameterType::Choice
                : typical && typical->kind == Kind::Integer ? ParameterType::Integer
                                                            : ParameterType::Text;
    if (fallback)
        result.setting.fallback = readValue(*fallback, spec, problems).value_or(Value());
    result.sample = sample(result.setting, example, node, problems);
    reader.finish();
    return result;
}

QHash<QString, QString> texts(const Settings &settings)
{
    QHash<QString, QString> result;
    for (auto it = settings.cbegin(); it != settings.cend(); ++it)
        result.insert(it.key(), valueText(it.value()));
    return result;
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
    if (auto settings = root.below(QStringLiteral("settings"))) {
        for (const auto &node : settings->table().children) {
            auto one = settings->below(node.name);
            if (!one)
                continue;
            auto [setting, value] = readSetting(*one, found);
            result.m_samples.insert(setting.spec.name, value);
            result.m_settings.push_back(std::move(setting));
        }
    }
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
    const auto root = substituted(m_root, texts(settings));
    InstrumentDescription description;
    InstrumentSections(root, description, found).read();
    problems.insert(problems.end(), found.all().begin(), found.all().end());
    if (found.count() > 0)
        return {};
    return description;
}
} // namespace podium::devices
