// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>

using namespace podium::engine;
using podium::tests::demand;

namespace
{
void parse(QByteArrayView bytes)
{
    podium::tests::Choices choices(bytes);
    ParameterSpec spec;
    spec.name = QStringLiteral("p");
    spec.type = static_cast<ParameterType>(choices.below(static_cast<int>(ParameterType::Waveform) + 1));
    spec.choices = QStringList{QStringLiteral("slow"), QStringLiteral("fast")};
    spec.maximumLength = 100;
    if (choices.below(2) == 0 && spec.type != ParameterType::Boolean)
        spec.unit = Unit::parse(QStringLiteral("mm"));
    podium::tests::succeeds([&] {
        const auto value = parseValue(spec, choices.text());
        demand(value.index() != 0, "what is parsed is a value");
        if (const auto *quantity = std::get_if<Quantity>(&value))
            demand(std::isfinite(quantity->value()), "a number is finite");
        for (const auto &refusal : checkValue(spec, value, {}, QStringLiteral("d.p")))
            demand(!refusal.message.isEmpty(), "a refusal says why");
    });
}
} // namespace

PODIUM_FUZZ(parse)
