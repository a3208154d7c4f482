// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"

#include <algorithm>
#include <map>

namespace podium::devices
{
/// What an instrument file says of one device in any protocol, with the settings of the device filled in.
struct InstrumentBasics {
    QString name;
    QString family;
    engine::DeviceState busyState = engine::DeviceState::Moving;
    engine::Duration apart = std::chrono::milliseconds(50); ///< two equal readings so far apart mean standstill
    QString onWhen;                                         ///< the boolean parameter that means state On
    engine::Duration stoppingTime{};            ///< of the controlled stop at most; zero: unknown
    std::map<QString, engine::Value> afterStop; ///< what these parameters must read after a stop
    std::vector<QByteArray> initialise;         ///< messages that neither move nor energise
    std::vector<QByteArray> close;              ///< messages that leave the instrument in a safe state
};

/// The command that every instrument has, whatever its file says.
inline QString acceptIdentityCommand() { return QStringLiteral("accept_identity"); }

/// When a motion counts as ended: each look must find it there, so many times in a row.
struct Settling {
    bool byReadback = true; ///< the readback has come to the setpoint within the tolerance of the spec
    int times = 2;
    engine::Duration apart = std::chrono::milliseconds(50); ///< between two looks
    std::optional<engine::Duration> patience = {}; ///< how long it may rest elsewhere before that is an error
};

/// The parameter or command of this name among those of a description; null: there is none.
template <class Described>
const Described *named(const std::vector<Described> &all, const QString &name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Described &each) { return each.spec.name == name; });
    return found == all.end() ? nullptr : &*found;
}
} // namespace podium::devices
