// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/configvalues.h"

#include "engine/model/expectation.h"
#include "engine/model/nearest.h"
#include "engine/model/quoted.h"
#include "engine/model/valuecheck.h"

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
Value given(const ConfigNode &node, const ParameterSpec &spec)
{
    switch (node.kind) {
    case Kind::Text:
        return parseValue(spec, node.text);
    case Kind::Integer:
        return coerce(spec, node.integer);
    case Kind::Number:
        return coerce(spec, Quantity(node.number, Unit()));
    case Kind::Boolean:
        return coerce(spec, node.boolean);
    case Kind::Table:
    case Kind::List:
    case Kind::Time:
        break;
    }
    throw Error::refused(RefusalKind::Type, spec.name,
                         QStringLiteral("%1: %2 is given; give %3.").arg(spec.name, node.shown(), expectation(spec)));
}

bool isNone(const ConfigNode &node) { return node.kind == Kind::Text && node.text == QLatin1String("none"); }

QString missing(const SettingSpec &setting)
{
    const auto help = setting.spec.help.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(setting.spec.help);
    return QStringLiteral("The setting %1%2 is missing; give %3.")
        .arg(setting.spec.name, help, expectation(setting.spec));
}
} // namespace

std::optional<Value> readValue(const ConfigNode &node, const ParameterSpec &spec, ProblemList &problems)
{
    try {
        auto value = given(node, spec);
        const auto refusals = checkValue(spec, value, spec.softLimits, spec.name);
        for (const auto &refusal : refusals)
            problems.add(node, refusal.message);
        if (refusals.empty())
            return value;
    } catch (const Error &error) {
        problems.add(node, error.message());
    }
    return {};
}

std::optional<double> readQuantity(const ConfigNode &node, const QString &what, const Unit &unit, ProblemList &problems)
{
    ParameterSpec spec;
    spec.name = what;
    spec.unit = unit;
    const auto value = readValue(node, spec, problems);
    return value ? std::optional(std::get<Quantity>(*value).value()) : std::nullopt;
}

std::optional<Limits> readLimits(const ConfigNode &node, const Unit &unit, ProblemList &problems)
{
    const auto example = Quantity(0, unit).text();
    if (node.kind != Kind::List || node.children.size() != 2) {
        problems.add(
            node, QStringLiteral("%1 is given, but two limits are wanted: [low, high], for example [\"%2\", \"none\"].")
                      .arg(node.shown(), example));
        return {};
    }
    Limits limits;
    const auto before = problems.count();
    if (!isNone(node.children[0]))
        limits.low = readQuantity(node.children[0], QStringLiteral("The low limit"), unit, problems);
    if (!isNone(node.children[1]))
        limits.high = readQuantity(node.children[1], QStringLiteral("The high limit"), unit, problems);
    if (problems.count() != before)
        return {};
    if (const auto problem = limits.problem(unit); !problem.isEmpty()) {
        problems.add(node, QStringLiteral("These are no limits: %1.").arg(problem));
        return {};
    }
    return limits;
}

std::optional<AlarmLimits> readAlarms(const ConfigNode &node, const Unit &unit, ProblemList &problems)
{
    if (node.kind != Kind::Table) {
        problems.add(node, QStringLiteral("%1 is given, but { minor = [low, high], major = [low, high] } is wanted.")
                               .arg(node.shown()));
        return {};
    }
    const auto before = problems.count();
    ConfigReader reader(node, problems);
    AlarmLimits alarms;
    if (const auto *minor = reader.find(QStringLiteral("minor")))
        alarms.minor = readLimits(*minor, unit, problems).value_or(Limits());
    if (const auto *major = reader.find(QStringLiteral("major")))
        alarms.major = readLimits(*major, unit, problems).value_or(Limits());
    reader.finish();
    return problems.count() == before ? std::optional(alarms) : std::nullopt;
}

Settings readSettings(const ConfigNode *table, const ConfigNode &owner, const std::vector<SettingSpec> &specs,
                      ProblemList &problems)
{
    Settings settings;
    const ConfigNode none;
    if (table && table->kind != Kind::Table) {
        problems.add(*table, QStringLiteral("%1 is given, but { name = value, ... } is wanted.").arg(table->shown()));
        return settings;
    }
    ConfigReader reader(table ? *table : none, problems);
    for (const auto &setting : specs) {
        const auto &name = setting.spec.name;
        const auto *node = reader.find(name);
        if (node) {
            if (auto value = readValue(*node, setting.spec, problems))
                settings.insert(name, *std::move(value));
        } else if (setting.fallback.index() != 0) {
            settings.insert(name, setting.fallback);
        } else {
            auto where = table ? *table : owner;
            where.key = table ? QStringLiteral("%1.%2").arg(where.key, name)
                              : QStringLiteral("%1.settings.%2").arg(where.key, name);
            problems.add(where, missing(setting));
        }
    }
    if (specs.empty() && table && !table->children.empty())
        problems.addAtKey(*table, QStringLiteral("This driver or instrument has no settings; take them away."));
    else
        reader.finish();
    return settings;
}
} // namespace podium::devices
