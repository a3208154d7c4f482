// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/confignode.h"

namespace podium::app
{
/// One `[[device]]` of a bench file. What it says of limits and polling is checked when the device is made, because
/// only the device knows its units.
struct PlannedDevice {
    QString id;
    QString title;
    QString group;
    QString driver;     ///< empty: an instrument
    QString instrument; ///< the name or path of an instrument file
    QString address;
    devices::ConfigNode node;       ///< the whole table, for its settings and as the place of problems
    devices::FileProblems problems; ///< if any, the device is shown as broken
};

/// One `[[interlock]]`: refuse this unless that.
struct PlannedInterlock {
    QString refuse;
    QString unless;
    QString reason;
    devices::ConfigNode node;
};

/// What a bench file asks for.
struct BenchPlan {
    QString file;
    QString name;
    std::optional<devices::ConfigNode> simulated; ///< the key by which the file says that nothing on it is real
    std::vector<PlannedDevice> devices;
    std::vector<PlannedInterlock> interlocks;
};
} // namespace podium::app
