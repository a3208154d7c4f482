// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchplan.h"

#include <map>

namespace podium::app
{
/// By the id of each device: all that makes it what it is, its `[[device]]` table and the instrument file that it names,
/// without places and comments.
using DevicePrints = std::map<QString, QByteArray>;

/// What is to be done to a running bench to make it that of a plan. What stands in none of the lists stays as it is.
struct BenchDifference {
    QStringList added;
    QStringList removed;
    QStringList remade; ///< it says something else, or its parent came, went or is another one
    bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && remade.isEmpty(); }
};

/// What a table of a file says, without places and comments. Thread: any.
QByteArray valuesOf(devices::ConfigNode table);
/// Reads the instrument files that the plan names. Thread: any.
DevicePrints printsOf(const BenchPlan &plan);
/// Each list in the order of the plan; the removed ones by id.
BenchDifference difference(const DevicePrints &running, const DevicePrints &wanted, const BenchPlan &plan);
} // namespace podium::app
