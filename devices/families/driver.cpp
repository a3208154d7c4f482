// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/driver.h"

#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;

double number(const Settings &settings, const QString &name, const Unit &unit)
{
    return std::get<Quantity>(settings.value(name)).in(unit);
}

qint64 integer(const Settings &settings, const QString &name)
{
    return std::get<qint64>(settings.value(name));
}

bool boolean(const Settings &settings, const QString &name)
{
    return std::get<bool>(settings.value(name));
}

QString text(const Settings &settings, const QString &name)
{
    return std::get<QString>(settings.value(name));
}

SettingSpec quantitySetting(const QString &name, const QString &help, const QString &fallback)
{
    SettingSpec setting;
    const auto quantity = Quantity::parse(fallback);
    setting.spec.name = name;
    setting.spec.help = help;
    setting.spec.unit = quantity.unit();
    setting.fallback = quantity;
    return setting;
}

SettingSpec textSetting(const QString &name, const QString &help, std::optional<QString> fallback)
{
    SettingSpec setting;
    setting.spec.name = name;
    setting.spec.help = help;
    setting.spec.type = ParameterType::Text;
    if (fallback)
        setting.fallback = *fallback;
    return setting;
}

SettingSpec integerSetting(const QString &name, const QString &help, qint64 fallback)
{
    SettingSpec setting;
    setting.spec.name = name;
    setting.spec.help = help;
    setting.spec.type = ParameterType::Integer;
    setting.fallback = fallback;
    return setting;
}

SettingSpec seedSetting()
{
    auto setting = integerSetting(QStringLiteral("seed"), QStringLiteral("seed of the noise"), 1);
    setting.spec.deviceLimits = {0, 4294967295.0};
    return setting;
}

Error badSetting(const QString &name, const QString &value, const QString &problem)
{
    return Error::refused(RefusalKind::Type, name, QStringLiteral("Setting %1, %2: %3").arg(name, quoted(value), problem));
}
} // namespace podium::devices
