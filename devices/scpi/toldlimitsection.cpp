// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

#include "engine/model/quoted.h"
#include "engine/model/toldlimits.h"

/// The limits that the instrument itself tells.
namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
const QString low = QStringLiteral("low");
const QString high = QStringLiteral("high");

/// How a side of the limits may be written.
QString sideForm()
{
    return QStringLiteral("a value such as \"0 V\", or a question such as { query = \"VOLT? MIN\" }");
}
} // namespace

bool InstrumentSections::areToldLimits(const ConfigNode &limits)
{
    return limits.kind == Kind::Table;
}

/// `{ low = "0 V", high = { query = "VOLT? MAX" } }`, or one question for both: `{ query = "LIM?", pattern = '...' }`.
void InstrumentSections::readToldLimits(ConfigReader &reader, InstrumentParameter &parameter)
{
    const auto *node = reader.find(QStringLiteral("limits"));
    if (!node || !areToldLimits(*node))
        return;
    auto &spec = parameter.spec;
    if (spec.type == ParameterType::Waveform) {
        m_problems.add(*node, QStringLiteral("Limits are read for single numbers only; give [low, high] here."));
        return;
    }
    auto limits = *reader.below(QStringLiteral("limits"));
    const auto period = inMilliseconds(limits.duration(QStringLiteral("poll"), {}));
    if (limits.find(QStringLiteral("query")) || limits.find(QStringLiteral("reply"))) {
        readToldPair(limits, parameter, period);
    } else if (!limits.find(low) && !limits.find(high)) {
        m_problems.add(*node, QStringLiteral("There is neither low nor high nor query; give low and high, each %1.").arg(sideForm()));
    } else {
        readToldLimit(limits, low, parameter, period);
        readToldLimit(limits, high, parameter, period);
    }
    if (const auto problem = spec.deviceLimits.problem(spec.unit); !problem.isEmpty())
        m_problems.add(*node, QStringLiteral("These are no limits: %1.").arg(problem));
    spec.softLimits = spec.deviceLimits;
    limits.finish();
}

/// One answer that holds both sides.
void InstrumentSections::readToldPair(ConfigReader &limits, InstrumentParameter &parameter, std::chrono::milliseconds period)
{
    auto field = readField(limits);
    if (!field)
        return;
    const auto groups = field->pattern ? field->pattern->namedCaptureGroups() : QStringList();
    if (!groups.contains(low) && !groups.contains(high))
        m_problems.add(limits.table(), QStringLiteral("One answer for both limits needs a pattern with the parts (?<low>...) and "
                                                      "(?<high>...), for example '^(?<low>[^,]*),(?<high>.*)$'."));
    for (const auto &side : {low, high}) {
        if (!groups.contains(side))
            continue;
        field->group = side;
        addToldLimit(parameter, side, *field, period);
    }
}

void InstrumentSections::readToldLimit(ConfigReader &limits, const QString &side, InstrumentParameter &parameter,
                                       std::chrono::milliseconds period)
{
    const auto *node = limits.find(side);
    if (!node)
        return;
    auto &spec = parameter.spec;
    if (node->kind == Kind::Table) {
        auto question = *limits.below(side);
        if (auto field = readField(question))
            addToldLimit(parameter, side, *field, period);
        else
            m_problems.add(*node, QStringLiteral("There is no query; give %1.").arg(sideForm()));
        question.finish();
    } else if (node->kind != Kind::Text) {
        m_problems.add(*node, QStringLiteral("%1 is given; give %2.").arg(node->shown(), sideForm()));
    } else if (node->text != QLatin1String("none")) {
        (side == low ? spec.deviceLimits.low : spec.deviceLimits.high) =
            readQuantity(*node, QStringLiteral("The %1 limit").arg(side), spec.unit, m_problems);
    }
}

void InstrumentSections::addToldLimit(InstrumentParameter &of, const QString &side, const InstrumentField &field,
                                      std::chrono::milliseconds period)
{
    const bool isLow = side == low;
    InstrumentParameter told;
    told.spec.name = isLow ? toldlimits::lowestName(of.spec.name) : toldlimits::highestName(of.spec.name);
    told.spec.title = (isLow ? QStringLiteral("%1: lowest") : QStringLiteral("%1: highest")).arg(of.spec.title);
    told.spec.help = QStringLiteral("What the instrument itself allows; nothing beyond is written, and nothing before this was read.");
    told.spec.type = of.spec.type;
    told.spec.unit = of.spec.unit;
    told.spec.decimals = of.spec.decimals;
    told.spec.access = Access::ReadOnly;
    told.spec.period = period;
    told.field = field;
    told.wire = of.wire;
    m_told.push_back(std::move(told));
}
} // namespace podium::devices
