// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unitdimension.h"

#include <QStringList>

#include <udunits2.h>

#include <memory>

namespace podium::engine
{
namespace
{
QString basicName(const ut_unit *basic)
{
    const char *symbol = ut_get_symbol(basic, UT_ASCII);
    return QString::fromUtf8(symbol ? symbol : ut_get_name(basic, UT_ASCII));
}

ut_status visitBasic(const ut_unit *unit, void *dimension)
{
    *static_cast<QString *>(dimension) = basicName(unit);
    return UT_SUCCESS;
}

ut_status visitProduct(const ut_unit *, int count, const ut_unit *const *basics, const int *powers, void *dimension)
{
    QStringList parts;
    for (int i = 0; i < count; ++i) {
        if (powers[i] != 0)
            parts << basicName(basics[i]) + (powers[i] == 1 ? QString() : QStringLiteral("^%1").arg(powers[i]));
    }
    parts.sort();
    *static_cast<QString *>(dimension) = parts.join(u' ');
    return UT_SUCCESS;
}

ut_status visitGalilean(const ut_unit *, double, const ut_unit *underlying, double, void *dimension);

ut_status visitTimestamp(const ut_unit *, const ut_unit *, double, void *) { return UT_MEANINGLESS; }

ut_status visitLogarithmic(const ut_unit *, double, const ut_unit *, void *) { return UT_MEANINGLESS; }

const ut_visitor dimensionVisitor{visitBasic, visitProduct, visitGalilean, visitTimestamp, visitLogarithmic};

ut_status visitGalilean(const ut_unit *, double, const ut_unit *underlying, double, void *dimension)
{
    return ut_accept_visitor(underlying, &dimensionVisitor, dimension);
}

struct Line {
    double factor;
    double offset;
};

Line line(ut_unit &from, ut_unit &to)
{
    // far out, so that the offset does not eat the digits of the factor
    constexpr double far = 1e15;
    const std::unique_ptr<cv_converter, decltype(&cv_free)> converter(ut_get_converter(&from, &to), &cv_free);
    const double offset = cv_convert_double(converter.get(), 0);
    return {(cv_convert_double(converter.get(), far) - offset) / far, offset};
}
} // namespace

std::optional<QString> unitDimension(const ut_unit &unit)
{
    QString dimension;
    if (ut_accept_visitor(&unit, &dimensionVisitor, &dimension) != UT_SUCCESS)
        return std::nullopt;
    return dimension;
}

Conversion linearConversion(ut_unit &from, ut_unit &to)
{
    const Line there = line(from, to);
    const Line back = line(to, from);
    return Conversion::between(there.factor, there.offset, back.factor, back.offset);
}
} // namespace podium::engine
