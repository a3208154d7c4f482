// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/limits.h"

#include "engine/model/quantity.h"
#include "engine/tasks/error.h"

#include <algorithm>
#include <cmath>

namespace podium::engine
{
namespace
{
using Limit = std::optional<double>;

bool isBad(Limit limit) { return limit && !std::isfinite(*limit); }

/// The one that `choose` prefers; a NaN wins, so that it cannot get lost.
template <typename Choose>
Limit chosen(Limit a, Limit b, Choose choose)
{
    if (!a || !b)
        return a ? a : b;
    if (std::isnan(*a) || std::isnan(*b))
        return std::isnan(*a) ? a : b;
    return choose(*a, *b);
}
} // namespace

Limits Limits::checked(Limit low, Limit high, Unit unit, const QString &what)
{
    const Limits limits{low, high};
    const RefusalKind kind = isBad(low) || isBad(high) ? RefusalKind::NotFinite : RefusalKind::Type;
    if (const QString problem = limits.problem(unit); !problem.isEmpty())
        throw Error::refused(kind, what, QStringLiteral("%1 are refused: %2.")
                                             .arg(what.isEmpty() ? QStringLiteral("Limits") : QStringLiteral("The limits of %1").arg(what), problem));
    return limits;
}

Limits Limits::narrower(const Limits &a, const Limits &b)
{
    return {chosen(a.low, b.low, [](double x, double y) { return std::max(x, y); }),
            chosen(a.high, b.high, [](double x, double y) { return std::min(x, y); })};
}

bool Limits::contains(double value) const
{
    return !std::isnan(value) && !(low && !(value >= *low)) && !(high && !(value <= *high));
}

bool Limits::isEmpty() const
{
    return (low && std::isnan(*low)) || (high && std::isnan(*high)) || (low && high && *low > *high);
}

QString Limits::problem(Unit unit) const
{
    if (isBad(low))
        return QStringLiteral("the low limit is %1, give a finite number or none").arg(Quantity(*low, unit).text());
    if (isBad(high))
        return QStringLiteral("the high limit is %1, give a finite number or none").arg(Quantity(*high, unit).text());
    if (low && high && !(*low < *high)) {
        return QStringLiteral("the low limit %1 must be below the high limit %2")
            .arg(Quantity(*low, unit).text(), Quantity(*high, unit).text());
    }
    return QString();
}

QString Limits::text(Unit unit) const
{
    const auto spelled = [unit](double limit) { return Quantity(limit, unit).text(); };
    if (low && high)
        return QStringLiteral("%1 to %2").arg(spelled(*low), spelled(*high));
    if (low)
        return QStringLiteral("at least %1").arg(spelled(*low));
    if (high)
        return QStringLiteral("at most %1").arg(spelled(*high));
    return QStringLiteral("without limits");
}

Severity AlarmLimits::severity(double value) const
{
    if (!std::isfinite(value) || !major.contains(value))
        return Severity::Major;
    return minor.contains(value) ? Severity::None : Severity::Minor;
}
} // namespace podium::engine
