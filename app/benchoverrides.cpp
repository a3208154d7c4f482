// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchoverrides.h"

#include "devices/families/configvalues.h"
#include "engine/model/quoted.h"

namespace podium::app
{
using namespace devices;
using namespace engine;

namespace
{
bool isNumber(const ParameterSpec &spec)
{
    return spec.type == ParameterType::Quantity || spec.type == ParameterType::Integer;
}
} // namespace

const ConfigNode *BenchOverrides::find(QStringView table, const ParameterSpec &spec, bool isSensible, const QString &whyNot)
{
    const auto *tableNode = m_device.find(table);
    const auto *node = tableNode ? tableNode->find(spec.name) : nullptr;
    if (!node || isSensible)
        return node;
    m_problems.addAtKey(*node, QStringLiteral("%1 %2; take this line away.").arg(spec.name, whyNot));
    return nullptr;
}

void BenchOverrides::applyLimits(ParameterSpec &spec)
{
    const auto whyNot = isNumber(spec) ? QStringLiteral("can only be read, so it has no limits (but alarms)")
                                       : QStringLiteral("is no number, so it has no limits");
    const auto *node = find(u"limits", spec, isNumber(spec) && spec.isWritable(), whyNot);
    const auto limits = node ? readLimits(*node, spec.unit, m_problems) : std::nullopt;
    if (!limits)
        return;
    if (Limits::narrower(spec.deviceLimits, *limits).isEmpty())
        m_problems.add(*node, QStringLiteral("%1 lies wholly outside of what the device allows, %2; no value could be written.")
                                  .arg(limits->text(spec.unit), spec.deviceLimits.text(spec.unit)));
    spec.softLimits = *limits;
}

void BenchOverrides::apply(ParameterSpec &spec)
{
    applyLimits(spec);
    if (const auto *alarms = find(u"alarms", spec, isNumber(spec), QStringLiteral("is no number, so it has no alarm limits")))
        spec.alarmLimits = readAlarms(*alarms, spec.unit, m_problems).value_or(spec.alarmLimits);
    if (find(u"poll", spec, spec.isReadable(), QStringLiteral("can only be written, so it is never polled"))) {
        const auto period = ConfigReader(*m_device.find(u"poll"), m_problems).duration(spec.name, spec.period);
        spec.period = std::chrono::ceil<std::chrono::milliseconds>(period);
    }
    const bool hasDecimals = isNumber(spec) || spec.type == ParameterType::Waveform;
    if (find(u"decimals", spec, hasDecimals, QStringLiteral("is no number, so it has no decimals")))
        spec.decimals = static_cast<int>(
            ConfigReader(*m_device.find(u"decimals"), m_problems).integer(spec.name, spec.decimals, 0, 15));
}

void BenchOverrides::finish(const Device &device)
{
    QStringList names;
    for (const auto &parameter : device.parameters())
        names << parameter->spec().name;
    for (const auto *table : {u"limits", u"alarms", u"poll", u"decimals"}) {
        const auto *node = m_device.find(QStringView(table));
        if (!node)
            continue;
        for (const auto &entry : node->children)
            if (!names.contains(entry.name))
                m_problems.addAtKey(entry, QStringLiteral("%1 has no parameter %2.%3 Allowed are %4.")
                                               .arg(device.id(), quoted(entry.name), nearestWord(entry.name, names),
                                                    names.join(QStringLiteral(", "))));
    }
}
} // namespace podium::app
