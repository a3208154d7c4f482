// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/bench.h"

#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace podium::devices
{
/// One setting of a driver: what a bench file may say, and what a form asks for.
struct SettingSpec {
    engine::ParameterSpec spec; ///< name, title, help, type, unit, limits, choices
    engine::Value fallback;     ///< monostate: the setting is required
};

/// Checked settings by name; the fallbacks are filled in.
using Settings = QHash<QString, engine::Value>;

double number(const Settings &settings, const QString &name, const engine::Unit &unit);
qint64 integer(const Settings &settings, const QString &name);
bool boolean(const Settings &settings, const QString &name);
QString text(const Settings &settings, const QString &name);

SettingSpec quantitySetting(const QString &name, const QString &help, const QString &fallback);
SettingSpec textSetting(const QString &name, const QString &help, std::optional<QString> fallback = {});
SettingSpec integerSetting(const QString &name, const QString &help, qint64 fallback);
/// Of a random generator: 0 to 4294967295.
SettingSpec seedSetting();

/// A setting that does not go with the others, or names what is not there; the bench file's line is found by its name.
engine::Error badSetting(const QString &name, const QString &value, const QString &problem);
/// What the function makes of the setting's text; what it throws becomes a badSetting.
template <class Read>
auto fromSetting(const Settings &settings, const QString &name, Read read)
{
    try {
        return read(text(settings, name));
    } catch (const engine::Error &error) {
        throw badSetting(name, text(settings, name), error.message());
    }
}

/// A way to make devices: its name in bench files, its settings, its factory.
struct Driver {
    using Factory = std::function<std::unique_ptr<engine::Device>(const engine::DeviceContext &, const Settings &, engine::Bench &)>;

    QString name;
    QString family;
    QString help;
    std::vector<SettingSpec> settings;
    Factory make; ///< Errors: badSetting for settings that do not go together.
};
} // namespace podium::devices
