// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/wireformat.h"
#include "tests/fuzz/fuzz.h"

using namespace podium;
using namespace podium::engine;
using tests::demand;

namespace
{
struct Sample {
    ParameterSpec spec;
    devices::WireFormat wire;
};

Sample sample(int which)
{
    Sample made;
    switch (which) {
    case 0:
        made.spec.unit = Unit::parse(QStringLiteral("mm"));
        made.wire.scale = 0.001;
        made.wire.invalid = {QStringLiteral("9.91E37")};
        break;
    case 1:
        made.spec.type = ParameterType::Integer;
        break;
    case 2:
        made.spec.type = ParameterType::Boolean;
        break;
    case 3:
        made.spec.type = ParameterType::Boolean;
        made.wire.bits = 0x8000'0000'0000'0001;
        break;
    case 4:
        made.spec.type = ParameterType::Choice;
        made.spec.choices = QStringList{QStringLiteral("a"), QStringLiteral("b")};
        made.wire.choices = {{QStringLiteral("a"), {QStringLiteral("0"), QStringLiteral("DC")}},
                             {QStringLiteral("b"), {QStringLiteral("1")}}};
        break;
    case 5:
        made.spec.type = ParameterType::Waveform;
        made.spec.unit = Unit::parse(QStringLiteral("V"));
        break;
    default:
        made.spec.type = ParameterType::Text;
        break;
    }
    return made;
}

void decode(QByteArrayView bytes)
{
    tests::Choices choices(bytes);
    const auto [spec, wire] = sample(choices.below(7));
    Value value;
    if (!tests::succeeds([&] { value = wire.decode(spec, choices.text()); }, {ErrorKind::Device}))
        return;
    demand(value.index() != 0, "what is decoded is a value");
    if (const auto *quantity = std::get_if<Quantity>(&value))
        demand(std::isfinite(quantity->value()), "a number is finite");
    if (wire.bits != 0 || spec.type == ParameterType::Waveform)
        return; // they are read only
    demand(wire.decode(spec, wire.encode(value)).index() == value.index(), "what was encoded can be decoded");
}
} // namespace

PODIUM_FUZZ(decode)
