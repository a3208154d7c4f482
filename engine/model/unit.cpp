// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unit.h"

#include "engine/model/quoted.h"
#include "engine/model/unitregistry.h"
#include "engine/tasks/error.h"

#include <functional>
#include <unordered_map>
#include <utility>

namespace podium::engine
{
namespace
{
using Pair = std::pair<const UnitRecord *, const UnitRecord *>;

struct PairHash {
    std::size_t operator()(const Pair &pair) const
    {
        const std::hash<const void *> hash;
        return hash(pair.first) * 31 + hash(pair.second);
    }
};

/// Each thread keeps the conversions it has used, so that converting takes no lock.
const Conversion &conversion(const UnitRecord *from, const UnitRecord *to)
{
    thread_local std::unordered_map<Pair, Conversion, PairHash> known;
    const Pair pair(from, to);
    if (const auto found = known.find(pair); found != known.end())
        return found->second;
    return known.emplace(pair, UnitRegistry::instance().conversion(from, to)).first->second;
}
} // namespace

std::optional<Unit> Unit::tryParse(const QString &text)
{
    const QString symbol = text.trimmed();
    if (symbol.isEmpty())
        return Unit();
    if (const UnitRecord *record = UnitRegistry::instance().find(symbol))
        return Unit(record);
    return std::nullopt;
}

Unit Unit::parse(const QString &text)
{
    if (const auto unit = tryParse(text))
        return *unit;
    throw Error::refused(
        RefusalKind::Unit, QString(),
        QStringLiteral("%1 is not a known unit; write one like mm, m s-1 or degC.").arg(quoted(text.trimmed())));
}

QString Unit::symbol() const { return m_record ? m_record->symbol : QString(); }

bool Unit::isDimensionless() const { return compatibleWith(Unit()); }

bool Unit::compatibleWith(Unit other) const
{
    const int own = m_record ? m_record->dimension : UnitRecord::dimensionless;
    return own == (other.m_record ? other.m_record->dimension : UnitRecord::dimensionless);
}

double Unit::convert(double value, Unit to) const
{
    return m_record == to.m_record ? value : conversion(m_record, to.m_record).absolute(value);
}

double Unit::convertDifference(double value, Unit to) const
{
    return m_record == to.m_record ? value : conversion(m_record, to.m_record).difference(value);
}
} // namespace podium::engine
