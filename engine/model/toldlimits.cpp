// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/toldlimits.h"

#include "engine/model/device.h"

namespace podium::engine
{
namespace
{
/// Takes in one side, or why it is not known.
void look(toldlimits::Told &told, const Parameter &parameter, const QString &name, bool isLow)
{
    const auto *limit = parameter.device().parameter(name);
    if (!limit || limit->spec().isWritable())
        return;
    if (parameter.device().state() == DeviceState::Disconnected)
        return; // that alone is told
    const auto allowed = toldlimits::numberOf(limit->reading().value, parameter.spec().unit);
    if (limit->reading().quality == Quality::Lost || limit->reading().quality == Quality::Invalid || !allowed) {
        const auto side = isLow ? QStringLiteral("lowest") : QStringLiteral("highest");
        const auto why = limit->reading().reason.isEmpty() ? QStringLiteral("it has not been read yet") : limit->reading().reason;
        told.unknown.push_back({RefusalKind::DeviceLimit, parameter.address(),
                                QStringLiteral("%1: nothing is written before the device has told the %2 value that it allows (%3: %4); read that first.")
                                    .arg(parameter.address(), side, limit->address(), why)});
        return;
    }
    (isLow ? told.limits.low : told.limits.high) = allowed;
}
} // namespace

QString toldlimits::lowestName(const QString &limited) { return limited + QStringLiteral("_lowest"); }

QString toldlimits::highestName(const QString &limited) { return limited + QStringLiteral("_highest"); }

toldlimits::Told toldlimits::of(const Parameter &parameter, const Value &value)
{
    Told told;
    if (numberOf(value, parameter.spec().unit)) {
        const auto &name = parameter.spec().name;
        look(told, parameter, lowestName(name), true);
        look(told, parameter, highestName(name), false);
    }
    return told;
}

std::optional<double> toldlimits::numberOf(const Value &value, Unit unit)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->unit().compatibleWith(unit) ? std::optional(quantity->in(unit)) : std::nullopt;
    if (const auto *whole = std::get_if<qint64>(&value))
        return static_cast<double>(*whole);
    return {};
}
} // namespace podium::engine
