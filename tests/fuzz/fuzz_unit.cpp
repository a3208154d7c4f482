// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unit.h"
#include "tests/fuzz/fuzz.h"

using podium::engine::Unit;
using podium::tests::demand;

namespace
{
void parse(QByteArrayView bytes)
{
    const auto text = QString::fromUtf8(bytes);
    const auto unit = Unit::tryParse(text);
    if (!unit)
        return;
    demand(unit->compatibleWith(*unit), "a unit is compatible with itself");
    const auto again = Unit::tryParse(unit->symbol());
    demand(again && again->compatibleWith(*unit), "a unit is read back as it is spelled");
    demand(unit->convert(0.0, *unit) == 0.0, "a unit is itself");
}
} // namespace

PODIUM_FUZZ(parse)
