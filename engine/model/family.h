// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/command.h"

#include <vector>

/// The families whose devices have standard parameters and commands. These names are all that a hand-made panel relies on;
/// whatever else a device has is shown from its description.
/// Thread: any.
namespace podium::engine::family
{
inline constexpr QLatin1StringView detector{"detector"};
inline constexpr QLatin1StringView motor{"motor"};
inline constexpr QLatin1StringView multimeter{"multimeter"};
inline constexpr QLatin1StringView powerSupply{"powersupply"};
inline constexpr QLatin1StringView rotator{"rotator"};
inline constexpr QLatin1StringView shutter{"shutter"};
inline constexpr QLatin1StringView stage{"stage"};
inline constexpr QLatin1StringView temperatureController{"temperaturecontroller"};

/// The standard names, each with what it means.
namespace standard
{
inline constexpr QLatin1StringView acceleration{"acceleration"};       ///< of the next motion
inline constexpr QLatin1StringView azimuth{"azimuth"};                 ///< writing it moves
inline constexpr QLatin1StringView close{"close"};                     ///< command: no beam passes
inline constexpr QLatin1StringView constantCurrent{"constant_current"}; ///< the current limit holds the voltage down
inline constexpr QLatin1StringView counts{"counts"};                   ///< what the last exposure gave
inline constexpr QLatin1StringView current{"current"};                 ///< what flows
inline constexpr QLatin1StringView currentLimit{"current_limit"};      ///< the most that may flow
inline constexpr QLatin1StringView elevation{"elevation"};             ///< writing it moves
inline constexpr QLatin1StringView exposure{"exposure"};               ///< how long the next exposure takes
inline constexpr QLatin1StringView home{"home"};                       ///< command: finds the reference
inline constexpr QLatin1StringView jog{"jog"};                         ///< command: runs at a velocity until it is cancelled
inline constexpr QLatin1StringView open{"open"};                       ///< command: the beam passes
inline constexpr QLatin1StringView opened{"opened"};                   ///< whether the beam passes
inline constexpr QLatin1StringView output{"output"};                   ///< whether the output is on
inline constexpr QLatin1StringView position{"position"};               ///< writing it moves
inline constexpr QLatin1StringView power{"power"};                     ///< whether it heats or cools at all
inline constexpr QLatin1StringView setpoint{"setpoint"};               ///< where the temperature is to go; its tolerance says how near
inline constexpr QLatin1StringView temperature{"temperature"};         ///< what is measured
inline constexpr QLatin1StringView trigger{"trigger"};                 ///< command: one exposure
inline constexpr QLatin1StringView velocity{"velocity"};               ///< of the next motion
inline constexpr QLatin1StringView voltage{"voltage"};                 ///< what stands at the terminals
} // namespace standard

/// What a standard parameter is at least.
struct StandardParameter {
    enum class Kind : quint8 { Number, Flag }; ///< quantity or integer; boolean
    enum class Use : quint8 { Read, Write, Both };

    QLatin1StringView name;
    Kind kind = Kind::Number;
    Use use = Use::Read;
    QLatin1StringView unit = {}; ///< it is compatible with this one; empty: with any
    bool isRequired = true; ///< else a device of the family may be without it
    bool startsMotion = false;

    /// Why something of this name is not that, as the end of a sentence about it; empty: it is.
    QString problem(const ParameterSpec &spec) const;
};

struct StandardCommand {
    QLatin1StringView name;
    bool isRequired = true;
};

struct Family {
    QLatin1StringView name;
    std::vector<StandardParameter> parameters;
    std::vector<StandardCommand> commands;

    /// What a device with these lacks to be one of this family: "it has no parameter voltage"; empty: nothing.
    QString lack(const std::vector<ParameterSpec> &parameters, const std::vector<CommandSpec> &commands) const;
    /// The parameter of a standard name; null if there is none, or if it is something else of the same name.
    const ParameterSpec *find(QLatin1StringView standardName, const std::vector<ParameterSpec> &parameters) const;
};

/// Null for a family that has no standard.
const Family *find(QStringView name);
} // namespace podium::engine::family
