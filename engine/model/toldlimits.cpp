// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/toldlimits.h"

#include "engine/model/device.h"

namespace podium::engine
{
namespace
{
/// If the value lies beyond the limit.
void checkLimit(std::vector<Refusal> &refusals, const QString &address, double value, double limit, Unit unit, const QString &owner, bool isLow)
{
    if (isLow ? value >= limit : value <= limit)
        return;
    refusals.push_back({RefusalKind::DeviceLimit, address,
                        QStringLiteral("%1: %2 is %3 %4, the %5 that the device allows now (%6); give one within.")
                            .arg(address, Quantity(value, unit).text(), isLow ? QStringLiteral("below") : QStringLiteral("above"),
                                 Quantity(limit, unit).text(), isLow ? QStringLiteral("lowest") : QStringLiteral("highest"), owner)});
}

void checkSide(std::vector<Refusal> &refusals, const Parameter &parameter, double value, const QString &name, bool isLow)
{
    const auto *limit = parameter.device().parameter(name);
    if (!limit || limit->spec().isWritable())
        return;
    const auto side = isLow ? QStringLiteral("lowest") : QStringLiteral("highest");
    const auto &unit = parameter.spec().unit;
    const auto allowed = toldlimits::numberOf(limit->reading().value, unit);
    if (parameter.device().state() == DeviceState::Disconnected)
        return; // that alone is told
    if (limit->reading().quality == Quality::Lost || limit->reading().quality == Quality::Invalid || !allowed) {
        const auto why = limit->reading().reason.isEmpty() ? QStringLiteral("it has not been read yet") : limit->reading().reason;
        refusals.push_back({RefusalKind::DeviceLimit, parameter.address(),
                            QStringLiteral("%1: nothing is written before the device has told the %2 value that it allows (%3: %4); read that first.")
                                .arg(parameter.address(), side, limit->address(), why)});
        return;
    }
    checkLimit(refusals, parameter.address(), value, *allowed, unit, limit->address(), isLow);
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

std::vector<Refusal> toldlimits::check(const ParameterSpec &spec, const QString &address, const Value &value, const Limits &told)
{
    std::vector<Refusal> refusals;
    const auto number = numberOf(value, spec.unit);
    if (number && told.low)
        checkLimit(refusals, address, *number, *told.low, spec.unit, lowestName(address), true);
    if (number && told.high)
        checkLimit(refusals, address, *number, *told.high, spec.unit, highestName(address), false);
    return refusals;
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
