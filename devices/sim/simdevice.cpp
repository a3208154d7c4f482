// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simdevice.h"

namespace podium::devices
{
using namespace engine;

namespace
{
constexpr std::chrono::milliseconds pollPeriod{100};
}

ParameterSpec setting(const QString &name, const QString &title, const QString &unit, int decimals)
{
    ParameterSpec spec;
    spec.name = name;
    spec.title = title;
    spec.unit = Unit::parse(unit);
    spec.decimals = decimals;
    spec.period = pollPeriod;
    return spec;
}

ParameterSpec readback(const QString &name, const QString &title, const QString &unit, int decimals)
{
    auto spec = setting(name, title, unit, decimals);
    spec.access = Access::ReadOnly;
    return spec;
}

ParameterSpec flag(const QString &name, const QString &title)
{
    auto spec = readback(name, title, QString(), -1);
    spec.type = ParameterType::Boolean;
    return spec;
}

double numberOf(const Value &value)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->value();
    throw Error(ErrorKind::Internal, QStringLiteral("A quantity was expected, not %1.").arg(valueText(value)));
}
} // namespace podium::devices
