// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/toldlimits.h"

#include "engine/model/device.h"

namespace podium::engine
{
namespace
{
/// In this unit; nothing for what has no number, or not in this unit.
std::optional<double> numberOf(const Value &value, const Unit &unit)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->unit().compatibleWith(unit) ? std::optional(quantity->in(unit)) : std::nullopt;
    if (const auto *whole = std::get_if<qint64>(&value))
        return static_cast<double>(*whole);
    return {};
}

void checkSide(std::vector<Refusal> &refusals, const Parameter &parameter, double value, const QString &name, bool isLow)
{
    const auto *limit = parameter.device().parameter(name);
    if (!limit || limit->spec().isWritable())
        return;
    const auto side = isLow ? QStringLiteral("lowest") : QStringLiteral("highest");
    const auto &unit = parameter.spec().unit;
    const auto allowed = numberOf(limit->reading().value, unit);
    const auto refuse = [&](const QString &message) {
        refusals.push_back({RefusalKind::DeviceLimit, parameter.address(), QStringLiteral("%1: %2").arg(parameter.address(), message)});
    };
    if (parameter.device().state() == DeviceState::Disconnected)
        return; // that alone is told
    if (limit->reading().quality == Quality::Lost || limit->reading().quality == Quality::Invalid || !allowed) {
        const auto why = limit->reading().reason.isEmpty() ? QStringLiteral("it has not been read yet") : limit->reading().reason;
        refuse(QStringLiteral("nothing is written before the device has told the %1 value that it allows (%2: %3); read that first.")
                   .arg(side, limit->address(), why));
        return;
    }
    if (isLow ? value < *allowed : value > *allowed)
        refuse(QStringLiteral("%1 is %2 %3, the %4 that the device allows now (%5); give one within.")
                   .arg(Quantity(value, unit).text(), isLow ? QStringLiteral("below") : QStringLiteral("above"),
                        Quantity(*allowed, unit).text(), side, limit->address()));
}
} // namespace

QString toldlimits::lowestName(const QString &limited) { return limited + QStringLiteral("_lowest"); }

QString toldlimits::highestName(const QString &limited) { return limited + QStringLiteral("_highest"); }

std::vector<Refusal> toldlimits::check(const Parameter &parameter, const Value &value)
{
    std::vector<Refusal> refusals;
    if (const auto number = numberOf(value, parameter.spec().unit)) {
        const auto &name = parameter.spec().name;
        checkSide(refusals, parameter, *number, lowestName(name), true);
        checkSide(refusals, parameter, *number, highestName(name), false);
    }
    return refusals;
}
} // namespace podium::engine
