// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drivercatalog.h"

#include "devices/indi/indidevice.h"
#include "devices/sim/simaxis.h"
#include "devices/sim/simdetector.h"
#include "devices/sim/simheater.h"
#include "devices/sim/simmeter.h"
#include "devices/sim/simshutter.h"
#include "devices/sim/simstage.h"
#include "devices/sim/simsupply.h"

namespace podium::app
{
const std::vector<devices::Driver> &drivers()
{
    static const std::vector<devices::Driver> catalog{
        devices::IndiDevice::driver(),
        devices::SimAxis::driver(),
        devices::SimDetector::driver(),
        devices::SimHeater::driver(),
        devices::SimMeter::driver(),
        devices::SimShutter::driver(),
        devices::SimStage::driver(),
        devices::SimSupply::driver(),
    };
    return catalog;
}

const devices::Driver *driver(const QString &name)
{
    for (const auto &known : drivers())
        if (known.name == name)
            return &known;
    return nullptr;
}
} // namespace podium::app
