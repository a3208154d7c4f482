// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/validvalue.h"

#include <cmath>

namespace podium::ui
{
using namespace engine;

std::optional<double> validNumber(const ParameterView *view, const QString &unit)
{
    if (!view || view->state().reading.quality != Quality::Valid)
        return std::nullopt;
    const auto &value = view->state().reading.value;
    const auto *whole = std::get_if<qint64>(&value);
    const auto *given = std::get_if<Quantity>(&value);
    const auto quantity = whole ? std::optional(Quantity(double(*whole), view->spec().unit)) : given ? std::optional(*given) : std::nullopt;
    const auto wanted = Unit::parse(unit);
    if (!quantity || !quantity->isFinite() || !quantity->unit().compatibleWith(wanted))
        return std::nullopt;
    return quantity->in(wanted);
}

std::optional<bool> validFlag(const ParameterView *view)
{
    const auto *flag = view && view->state().reading.quality == Quality::Valid ? std::get_if<bool>(&view->state().reading.value) : nullptr;
    return flag ? std::optional(*flag) : std::nullopt;
}
} // namespace podium::ui
