// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

#include <initializer_list>
#include <optional>

namespace podium::engine
{
/// What a device is doing. Small and fixed, so that each has one look everywhere.
enum class DeviceState : quint8 {
    Disconnected, ///< not there, or not identified yet
    Standby,      ///< there, at rest, output off
    On,           ///< there, at rest, output on
    Moving,
    Ramping, ///< a value other than a position is on its way to its setpoint
    Acquiring,
    Fault, ///< needs a person; commands that repair it name this state as allowed
};

QLatin1StringView name(DeviceState state);
std::optional<DeviceState> deviceState(QStringView name);
/// Moving, Ramping or Acquiring.
bool isBusy(DeviceState state);

/// A set of states, for example those in which a command is allowed.
class DeviceStates
{
public:
    constexpr DeviceStates(std::initializer_list<DeviceState> states)
    {
        for (const auto state : states)
            m_bits |= bit(state);
    }
    /// Every state in which the device is there and not in fault.
    static constexpr DeviceStates working()
    {
        return {DeviceState::Standby, DeviceState::On, DeviceState::Moving, DeviceState::Ramping, DeviceState::Acquiring};
    }
    static constexpr DeviceStates atRest() { return {DeviceState::Standby, DeviceState::On}; }

    constexpr void add(DeviceState state) { m_bits |= bit(state); }
    constexpr bool contains(DeviceState state) const { return m_bits & bit(state); }
    /// "standby or on"
    QString text() const;
    bool operator==(const DeviceStates &) const = default;

private:
    static constexpr unsigned bit(DeviceState state) { return 1U << static_cast<unsigned>(state); }

    unsigned m_bits = 0;
};

/// The transition table: from each state to those that may follow.
bool mayFollow(DeviceState from, DeviceState to);
} // namespace podium::engine
