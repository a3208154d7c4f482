// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchoverrides.h"

#include "devices/families/configvalues.h"
#include "engine/model/quoted.h"

namespace podium::app
{
using namespace devices;
using namespace engine;

const ConfigNode *BenchOverrides::find(QStringView table, const QString &parameter) const
{
    const auto *node = m_device.find(table);
    return node ? node->find(parameter) : nullptr;
}

void BenchOverrides::apply(ParameterSpec &spec)
{
    if (const auto *limits = find(u"limits", spec.name))
        spec.softLimits = readLimits(*limits, spec.unit, m_problems).value_or(spec.softLimits);
    if (const auto *alarms = find(u"alarms", spec.name))
        spec.alarmLimits = readAlarms(*alarms, spec.unit, m_problems).value_or(spec.alarmLimits);
    if (find(u"poll", spec.name)) {
        const auto period = ConfigReader(*m_device.find(u"poll"), m_problems).duration(spec.name, spec.period);
        spec.period = std::chrono::ceil<std::chrono::milliseconds>(period);
    }
    if (find(u"decimals", spec.name))
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
