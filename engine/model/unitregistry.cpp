// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unitregistry.h"

#include "engine/model/quoted.h"
#include "engine/model/unitdimension.h"
#include "engine/tasks/error.h"

#include <QFile>
#include <QStringList>

#include <udunits2.h>

#include <clocale>
#include <memory>

// outside every namespace, as Qt asks for resources of static libraries
static void initUnitResource() { Q_INIT_RESOURCE(units); }

namespace podium::engine
{
namespace
{
constexpr QLatin1StringView spellingsFile(":/podium/units/units.txt");

/// UDUNITS-2 reads numbers in the locale of the calling thread: with a decimal comma half its database is lost.
class CLocaleScope
{
public:
    CLocaleScope()
        : m_before(uselocale(cLocale()))
    {
    }
    ~CLocaleScope() { uselocale(m_before); }
    Q_DISABLE_COPY_MOVE(CLocaleScope)

private:
    static locale_t cLocale()
    {
        static const locale_t locale = newlocale(LC_ALL_MASK, "C", nullptr);
        return locale;
    }
    locale_t m_before;
};

using OwnedUnit = std::unique_ptr<ut_unit, decltype(&ut_free)>;

OwnedUnit parsed(ut_system *system, const QString &text)
{
    return OwnedUnit(ut_parse(system, text.toUtf8().constData(), UT_UTF8), &ut_free);
}

/// Whether a text is made of unit names and exponents only: UDUNITS-2 also takes factors, offsets, dates and
/// logarithms.
bool isUnitText(QStringView text)
{
    constexpr qsizetype longest = 64;
    if (text.size() > longest || text.contains(u'@'))
        return false;
    const auto at = [text](qsizetype i) { return i >= 0 ? text[i] : QChar(u' '); };
    const auto endsName = [](QChar c) { return c.isLetter() || c == u'^' || c == u'°' || c == u')'; };
    for (qsizetype i = text.startsWith(u"1/") ? 1 : 0; i < text.size(); ++i) {
        if (!text[i].isPrint())
            return false;
        if (text[i] < u'0' || text[i] > u'9')
            continue;
        const QChar before = at(i - 1);
        const bool isSign = before == u'-' || before == u'+';
        const bool isDigit = before >= u'0' && before <= u'9';
        if (!isDigit && !endsName(isSign ? at(i - 2) : before))
            return false;
    }
    return true;
}
} // namespace

UnitRegistry &UnitRegistry::instance()
{
    // never destroyed: a Unit may be used by whatever runs last
    static UnitRegistry *const registry = new UnitRegistry;
    return *registry;
}

UnitRegistry::UnitRegistry()
{
    const CLocaleScope cLocale;
    ut_set_error_message_handler(ut_ignore);
    m_system = ut_read_xml(nullptr);
    if (!m_system) {
        throw Error(ErrorKind::Internal,
                    QStringLiteral("The units database cannot be read; install the package libudunits2-data."));
    }
    m_dimensions.insert(QString(), UnitRecord::dimensionless);
    readSpellings();
}

void UnitRegistry::readSpellings()
{
    initUnitResource();
    QFile file(spellingsFile);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorKind::Internal, QStringLiteral("The unit spellings %1 are missing.").arg(spellingsFile));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (!line.startsWith(u'#'))
            readSpelling(line);
    }
}

void UnitRegistry::readSpelling(const QString &line)
{
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    const QString kind = words.value(0);
    if (kind == u"base" && words.size() > 1)
        addBase(words.mid(1));
    else if (kind == u"alias" && words.size() > 3 && words[2] == u"=")
        addAlias(words[1], words.mid(3).join(u' '));
    else if (kind == u"opaque" && words.size() > 1)
        m_opaque.unite(QSet<QString>(words.cbegin() + 1, words.cend()));
    else
        throw Error(ErrorKind::Internal,
                    QStringLiteral("%1: %2 is no unit spelling.").arg(spellingsFile, quoted(line)));
}

void UnitRegistry::addBase(const QStringList &names)
{
    const OwnedUnit unit(ut_new_base_unit(m_system), &ut_free);
    for (const QString &name : names)
        map(name, unit.get());
    ut_map_unit_to_symbol(unit.get(), names.first().toLatin1().constData(), UT_ASCII);
}

void UnitRegistry::addAlias(const QString &name, const QString &definition)
{
    const OwnedUnit unit = parsed(m_system, definition);
    if (!unit) {
        throw Error(
            ErrorKind::Internal,
            QStringLiteral("%1: %2 is defined by the unknown unit %3.").arg(spellingsFile, name, quoted(definition)));
    }
    map(name, unit.get());
}

void UnitRegistry::map(const QString &name, ut_unit *unit)
{
    const QByteArray utf8 = name.toUtf8();
    ut_unmap_name_to_unit(m_system, utf8.constData(), UT_UTF8);
    ut_unmap_symbol_to_unit(m_system, utf8.constData(), UT_UTF8);
    ut_map_symbol_to_unit(utf8.constData(), UT_UTF8, unit);
}

const UnitRecord *UnitRegistry::addRecord(const QString &symbol, ut_unit *unit, const QString &dimension)
{
    if (!m_dimensions.contains(dimension))
        m_dimensions.insert(dimension, static_cast<int>(m_dimensions.size()));
    const UnitRecord &record = m_records.emplace_back(UnitRecord{symbol, unit, m_dimensions.value(dimension)});
    m_bySymbol.insert(symbol, &record);
    return &record;
}

const UnitRecord *UnitRegistry::find(const QString &symbol)
{
    const std::lock_guard lock(m_mutex);
    if (const UnitRecord *known = m_bySymbol.value(symbol))
        return known;
    if (m_opaque.contains(symbol))
        return addRecord(symbol, nullptr, QStringLiteral("opaque ") + symbol);
    if (!isUnitText(symbol))
        return nullptr;
    const CLocaleScope cLocale;
    OwnedUnit unit = parsed(m_system, symbol);
    const auto dimension = unit ? unitDimension(*unit) : std::nullopt;
    return dimension ? addRecord(symbol, unit.release(), *dimension) : nullptr;
}

Conversion UnitRegistry::conversion(const UnitRecord *from, const UnitRecord *to)
{
    const std::lock_guard lock(m_mutex);
    const int fromDimension = from ? from->dimension : UnitRecord::dimensionless;
    const int toDimension = to ? to->dimension : UnitRecord::dimensionless;
    if (fromDimension != toDimension) {
        const auto name = [](const UnitRecord *record) {
            return record ? record->symbol : QStringLiteral("a bare number");
        };
        throw Error::refused(
            RefusalKind::Unit, QString(),
            QStringLiteral("%1 cannot be converted to %2; use a compatible unit.").arg(name(from), name(to)));
    }
    ut_unit *one = ut_get_dimensionless_unit_one(m_system);
    return linearConversion(*(from ? from->unit : one), *(to ? to->unit : one));
}
} // namespace podium::engine
