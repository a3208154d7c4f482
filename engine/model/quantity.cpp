// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/quantity.h"

#include "engine/model/number.h"
#include "engine/tasks/error.h"

#include <cmath>

namespace podium::engine
{
Quantity Quantity::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    const ScannedNumber number = scanNumber(trimmed);
    if (number.problem != NumberProblem::None)
        throw Error::refused(refusalKind(number.problem), QString(), numberMessage(number.problem, trimmed));
    return Quantity(number.value, Unit::parse(trimmed.sliced(number.length)));
}

bool Quantity::isFinite() const { return std::isfinite(m_value); }

QString Quantity::text(int decimals) const
{
    const QString number = numberText(m_value, decimals);
    return m_unit == Unit() ? number : number + QLatin1Char(' ') + m_unit.symbol();
}
} // namespace podium::engine
