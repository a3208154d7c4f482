// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/instrument/filesections.h"

/// When a motion has settled: `tolerance`, or the table `settled`.
namespace podium::devices
{
using namespace engine;

namespace
{
QString toleranceHelp() { return QStringLiteral("how near the readback must come, for example \"0.01 mm\""); }

void readTolerance(const ConfigNode &node, ParameterSpec &spec, ProblemList &problems)
{
    spec.tolerance = readQuantity(node, QStringLiteral("The tolerance"), spec.unit, problems).value_or(0);
    if (spec.tolerance < 0)
        problems.add(node, QStringLiteral("%1 is below 0; give %2.").arg(node.shown(), toleranceHelp()));
}
} // namespace

void FileSections::readSettled(ConfigReader &reader, ParameterSpec &spec, Settling &settling, const std::function<bool(ConfigReader &)> &readFlag)
{
    const auto tolerance = QStringLiteral("tolerance");
    auto table = reader.below(QStringLiteral("settled"));
    bool hasFlag = false;
    if (table) {
        if (const auto *twice = reader.find(tolerance))
            m_problems.add(*twice, QStringLiteral("There is settled too; move the tolerance into it."));
        settling.times = static_cast<int>(table->integer(QStringLiteral("times"), settling.times, 1, 100));
        settling.apart = table->duration(QStringLiteral("apart"), settling.apart);
        if (table->find(QStringLiteral("patience")))
            settling.patience = table->duration(QStringLiteral("patience"), {});
        hasFlag = readFlag(*table);
    }
    auto &from = table ? *table : reader;
    const auto *node = hasFlag ? from.find(tolerance) : from.require(tolerance, toleranceHelp());
    settling.byReadback = node != nullptr;
    if (node)
        readTolerance(*node, spec, m_problems);
    if (table)
        table->finish();
}
} // namespace podium::devices
