// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/filesettings.h"

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
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
} // namespace

FileSettings readFileSettings(ConfigReader &root, ProblemList &problems)
{
    FileSettings result;
    auto settings = root.below(QStringLiteral("settings"));
    if (!settings)
        return result;
    for (const auto &node : settings->table().children) {
        auto one = settings->below(node.name);
        if (!one)
            continue;
        auto [setting, value] = readSetting(*one, problems);
        result.samples.insert(setting.spec.name, value);
        result.specs.push_back(std::move(setting));
    }
    return result;
}

ConfigNode withSettings(const ConfigNode &root, const Settings &settings)
{
    QHash<QString, QString> texts;
    for (auto it = settings.cbegin(); it != settings.cend(); ++it)
        texts.insert(it.key(), valueText(it.value()));
    return substituted(root, texts);
}
} // namespace podium::devices
