// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockable.h"
#include "engine/model/address.h"
#include "engine/model/parameterspec.h"
#include "engine/model/protection.h"
#include "engine/model/reading.h"

#include <vector>

namespace podium::engine
{
class Device;

/// What a change of a parameter touched; the dispatcher copies no more than that.
enum class ParameterChange : quint8 { Reading, Setpoint, Limits, Protection };

/// Who asked for a setpoint, and when.
struct Origin {
    QString by;      ///< who started the task; empty: nobody knows
    TaskId task = 0; ///< 0: none, so the device itself
    TimePoint time{};
};

/// One setting or measurement of a device: its spec, its setpoint (what was asked) and its reading (what the device says).
/// Thread: the engine's.
class Parameter
{
public:
    Parameter(Device &device, LockTable &locks, Lockable &deviceLock, ParameterSpec spec);
    Parameter(const Parameter &) = delete;
    Parameter &operator=(const Parameter &) = delete;

    Device &device() const { return m_device; }
    const ParameterSpec &spec() const { return m_spec; }
    const QString &address() const { return m_address; }
    Lockable &lockable() { return m_lock; }

    const Reading &reading() const { return m_reading; }
    const Value &setpoint() const { return m_setpoint; } ///< monostate: nothing was asked yet
    /// The last setpoint, else the readback: what a relative move starts from. Errors: Refused when neither is known.
    Value target() const;

    /// A good reading: Valid, with the severity of the alarm limits. Errors: Internal for a value of another type or unit.
    void setReading(Value value);
    /// A reading that is no good; the last value is kept.
    void setQuality(Quality quality, const QString &reason);
    /// Without a task the device changed it by itself: at a stop, at its front panel.
    void setSetpoint(Value value, const QString &by = {}, TaskId task = 0);
    const Origin &origin() const { return m_origin; } ///< of the setpoint

    const Limits &softLimits() const { return m_softLimits; }
    /// The narrower of the device's and the people's.
    Limits effectiveLimits() const { return Limits::narrower(m_spec.deviceLimits, m_softLimits); }
    /// Errors: Refused for limits that are none, or while the limits are locked (clearing them too).
    void setSoftLimits(const Limits &limits);
    void setLimitsLocked(bool locked) { m_limitsLocked = locked; }
    const AlarmLimits &alarmLimits() const { return m_alarmLimits; }
    void setAlarmLimits(const AlarmLimits &limits);

    const Protection &protection() const { return m_protection; }
    /// Errors: Refused when a permanent protection is to be changed.
    void setProtection(const Protection &protection);

    /// Puts the target upon the stack of remembered setpoints, or, when neither setpoint nor readback is known, that nothing
    /// was: so the stacks of one device stay equally high.
    void stash();
    bool hasStash() const { return !m_stash.empty(); }
    const Value &stashed() const { return m_stash.back(); } ///< monostate: nothing was known
    std::size_t stashHeight() const { return m_stash.size(); }
    /// Forgets the one at this height, whatever was put upon it since.
    void dropStash(std::size_t height) { m_stash.erase(m_stash.begin() + static_cast<std::ptrdiff_t>(height) - 1); }

    /// The place of this parameter in the bench's list; the dispatcher's slot.
    int index() const { return m_index; }
    void setIndex(int index) { m_index = index; }

private:
    Severity severityOf(const Value &value) const;

    Device &m_device;
    const ParameterSpec m_spec;
    const QString m_address;
    Lockable m_lock;
    Reading m_reading;
    Value m_setpoint;
    Origin m_origin;
    Limits m_softLimits;
    AlarmLimits m_alarmLimits;
    Protection m_protection;
    std::vector<Value> m_stash;
    int m_index = -1;
    bool m_limitsLocked = false;
};
} // namespace podium::engine
