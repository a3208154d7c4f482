// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/family.h"

#include <algorithm>

namespace podium::engine::family
{
namespace
{
using Kind = StandardParameter::Kind;
using Use = StandardParameter::Use;

/// May be missing.
constexpr bool optional = false;

const std::vector<Family> &families()
{
    static const std::vector<Family> all{
        {detector,
         {{.name = standard::counts},
          {.name = standard::exposure, .use = Use::Write, .unit = QLatin1StringView("s"), .isRequired = optional}},
         {{standard::trigger}}},
        {QLatin1StringView("electronicload"),
         {{.name = standard::voltage, .unit = QLatin1StringView("V")},
          {.name = standard::current, .unit = QLatin1StringView("A")},
          {.name = QLatin1StringView("input"), .kind = Kind::Flag, .use = Use::Both}},
         {}},
        {QLatin1StringView("functiongenerator"),
         {{.name = QLatin1StringView("frequency"), .use = Use::Write, .unit = QLatin1StringView("Hz")},
          {.name = QLatin1StringView("amplitude"), .use = Use::Write, .isRequired = optional},
          {.name = standard::output, .kind = Kind::Flag, .use = Use::Both, .isRequired = optional}},
         {}},
        {QLatin1StringView("gauge"), {{.name = QLatin1StringView("pressure"), .unit = QLatin1StringView("Pa")}}, {}},
        {QLatin1StringView("lockin"),
         {{.name = QLatin1StringView("x")},
          {.name = QLatin1StringView("y")},
          {.name = QLatin1StringView("phase"), .unit = QLatin1StringView("deg"), .isRequired = optional}},
         {}},
        {motor,
         {{.name = standard::position, .use = Use::Both, .startsMotion = true},
          {.name = standard::velocity, .isRequired = optional},
          {.name = standard::acceleration, .isRequired = optional}},
         {{standard::home, optional}, {standard::jog, optional}}},
        {multimeter,
         {{.name = standard::voltage, .unit = QLatin1StringView("V"), .isRequired = optional},
          {.name = standard::current, .unit = QLatin1StringView("A"), .isRequired = optional}},
         {}},
        {powerSupply,
         {{.name = standard::voltage, .use = Use::Both, .unit = QLatin1StringView("V")},
          {.name = standard::current, .unit = QLatin1StringView("A")},
          {.name = standard::currentLimit, .use = Use::Write, .unit = QLatin1StringView("A"), .isRequired = optional},
          {.name = standard::output, .kind = Kind::Flag, .use = Use::Both, .isRequired = optional},
          {.name = standard::constantCurrent, .kind = Kind::Flag, .isRequired = optional}},
         {}},
        {QLatin1StringView("pump"),
         {{.name = QLatin1StringView("rate"), .use = Use::Write},
          {.name = QLatin1StringView("running"), .kind = Kind::Flag, .use = Use::Both, .isRequired = optional}},
         {}},
        {QLatin1StringView("receiver"),
         {{.name = QLatin1StringView("frequency"), .use = Use::Both, .unit = QLatin1StringView("Hz")}},
         {}},
        {rotator,
         {{.name = standard::azimuth, .use = Use::Both, .unit = QLatin1StringView("deg"), .startsMotion = true},
          {.name = standard::elevation, .use = Use::Both, .unit = QLatin1StringView("deg"), .isRequired = optional, .startsMotion = true}},
         {}},
        {shutter, {{.name = standard::opened, .kind = Kind::Flag}}, {{standard::open}, {standard::close}}},
        {stage, {}, {}},
        {temperatureController,
         {{.name = standard::temperature, .unit = QLatin1StringView("K")},
          {.name = standard::setpoint, .use = Use::Write, .unit = QLatin1StringView("K")},
          {.name = standard::power, .kind = Kind::Flag, .use = Use::Both, .isRequired = optional}},
         {}},
    };
    return all;
}

template <class Specs>
auto findNamed(const Specs &specs, QLatin1StringView name)
{
    const auto found = std::find_if(specs.begin(), specs.end(), [&](const auto &spec) { return spec.name == name; });
    return found == specs.end() ? nullptr : &*found;
}
} // namespace

QString StandardParameter::problem(const ParameterSpec &spec) const
{
    const bool isNumber = spec.type == ParameterType::Quantity || spec.type == ParameterType::Integer;
    if (kind == Kind::Number && !isNumber)
        return QStringLiteral("is no number");
    if (kind == Kind::Flag && spec.type != ParameterType::Boolean)
        return QStringLiteral("is neither on nor off");
    if (use != Use::Write && !spec.isReadable())
        return QStringLiteral("cannot be read");
    if (use != Use::Read && !spec.isWritable())
        return QStringLiteral("cannot be set");
    if (!unit.isEmpty() && !spec.unit.compatibleWith(Unit::parse(unit)))
        return QStringLiteral("is not in %1").arg(unit);
    if (startsMotion && !spec.startsMotion)
        return QStringLiteral("moves nothing");
    return {};
}

QString Family::lack(const std::vector<ParameterSpec> &has, const std::vector<CommandSpec> &does) const
{
    for (const auto &wanted : parameters) {
        if (!wanted.isRequired)
            continue;
        const auto *spec = findNamed(has, wanted.name);
        if (!spec)
            return QStringLiteral("it has no parameter %1").arg(wanted.name);
        if (const auto problem = wanted.problem(*spec); !problem.isEmpty())
            return QStringLiteral("its %1 %2").arg(wanted.name, problem);
    }
    for (const auto &wanted : commands)
        if (wanted.isRequired && !findNamed(does, wanted.name))
            return QStringLiteral("it has no command %1").arg(wanted.name);
    return {};
}

const ParameterSpec *Family::find(QLatin1StringView standardName, const std::vector<ParameterSpec> &has) const
{
    const auto *wanted = findNamed(parameters, standardName);
    const auto *spec = findNamed(has, standardName);
    return wanted && spec && wanted->problem(*spec).isEmpty() ? spec : nullptr;
}

const Family *find(QStringView name)
{
    const auto &all = families();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Family &family) { return family.name == name; });
    return found == all.end() ? nullptr : &*found;
}
} // namespace podium::engine::family
