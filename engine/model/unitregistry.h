// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/conversion.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <deque>
#include <mutex>

union ut_unit;
struct ut_system;

namespace podium::engine
{
/// What a Unit points to; lives until the process ends, never changes.
struct UnitRecord {
    static constexpr int dimensionless = 0;

    QString symbol;
    ut_unit *unit; ///< null for an opaque unit
    int dimension; ///< equal numbers are compatible
};

/// All units ever used, interned by their spelling, and the one place that calls UDUNITS-2.
/// Thread: any; one mutex guards UDUNITS-2, which is not thread-safe.
class UnitRegistry
{
public:
    /// Errors: Internal when the units database or resources/units/units.txt cannot be read.
    static UnitRegistry &instance();

    /// The unit of that spelling, or null if nobody knows it.
    const UnitRecord *find(const QString &symbol);
    /// How values convert; a null record is the bare number.
    /// Errors: Refused (Unit) for units of different dimensions.
    Conversion conversion(const UnitRecord *from, const UnitRecord *to);

private:
    UnitRegistry();
    void readSpellings();
    void readSpelling(const QString &line);
    void addBase(const QStringList &names);
    void addAlias(const QString &name, const QString &definition);
    void map(const QString &name, ut_unit *unit);
    const UnitRecord *addRecord(const QString &symbol, ut_unit *unit, const QString &dimension);

    std::mutex m_mutex;
    ut_system *m_system = nullptr;
    QSet<QString> m_opaque;
    QHash<QString, int> m_dimensions;
    QHash<QString, const UnitRecord *> m_bySymbol;
    std::deque<UnitRecord> m_records;
};
} // namespace podium::engine
