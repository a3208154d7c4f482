// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/parameter.h"

#include "engine/model/device.h"
#include "engine/model/valuecheck.h"

#include <cmath>

namespace podium::engine
{
namespace
{
bool isFinite(const Value &value)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->isFinite();
    if (const auto *waveform = std::get_if<Waveform>(&value))
        return std::all_of(waveform->samples.begin(), waveform->samples.end(), [](double x) { return std::isfinite(x); });
    return true;
}

void refuseIfPermanent(const Protection &old, const QString &address)
{
    if (old.kind == Protection::Kind::Permanent)
        throw Error::refused(RefusalKind::Protected, address,
                             QStringLiteral("%1 is protected for good; only a restart ends that.").arg(address));
}
} // namespace

Parameter::Parameter(Device &device, LockTable &locks, Lockable &deviceLock, ParameterSpec spec)
    : m_device(device)
    , m_spec(std::move(spec))
    , m_address(Address{device.id(), m_spec.name}.text())
    , m_lock(locks, m_address, &deviceLock)
    , m_softLimits(m_spec.softLimits)
    , m_alarmLimits(m_spec.alarmLimits)
{
}

Value Parameter::target() const
{
    if (m_setpoint.index() != 0)
        return m_setpoint;
    if (m_reading.quality == Quality::Valid)
        return m_reading.value;
    throw Error::refused(RefusalKind::Disconnected, m_address,
                         QStringLiteral("%1 has neither a setpoint nor a valid readback to start from; wait for a reading "
                                        "or give an absolute value.")
                             .arg(m_address));
}

Severity Parameter::severityOf(const Value &value) const
{
    if (m_alarmLimits == AlarmLimits())
        return Severity::None;
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return m_alarmLimits.severity(quantity->value());
    if (const auto *integer = std::get_if<qint64>(&value))
        return m_alarmLimits.severity(static_cast<double>(*integer));
    return Severity::None;
}

void Parameter::setReading(Value value)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    if (!quantity || quantity->unit() != m_spec.unit)
        value = coerce(m_spec, value, m_address);
    m_reading.time = m_device.engine().now();
    if (!isFinite(value)) {
        m_reading.quality = Quality::Invalid;
        m_reading.reason = QStringLiteral("The device sent %1, which is no number.").arg(valueText(value));
        m_reading.severity = Severity::None;
    } else {
        m_reading.quality = Quality::Valid;
        m_reading.severity = severityOf(value);
        if (!m_reading.reason.isEmpty())
            m_reading.reason.clear();
    }
    m_reading.value = std::move(value);
    Q_EMIT m_device.parameterChanged(*this, ParameterChange::Reading);
}

void Parameter::setQuality(Quality quality, const QString &reason)
{
    if (m_reading.quality == quality && m_reading.reason == reason)
        return;
    m_reading.quality = quality;
    m_reading.reason = reason;
    Q_EMIT m_device.parameterChanged(*this, ParameterChange::Reading);
}

void Parameter::setSetpoint(Value value, const QString &by, TaskId task)
{
    m_setpoint = std::move(value);
    m_origin = {by, task, m_device.engine().now()};
    Q_EMIT m_device.parameterChanged(*this, ParameterChange::Setpoint);
}

void Parameter::setSoftLimits(const Limits &limits)
{
    if (m_limitsLocked)
        throw Error::refused(RefusalKind::Protected, m_address,
                             QStringLiteral("The limits of %1 are locked; unlock them first.").arg(m_address));
    m_softLimits = Limits::checked(limits.low, limits.high, m_spec.unit, m_address);
    Q_EMIT m_device.parameterChanged(*this, ParameterChange::Limits);
}

void Parameter::setAlarmLimits(const AlarmLimits &limits)
{
    const auto &unit = m_spec.unit;
    m_alarmLimits = {Limits::checked(limits.minor.low, limits.minor.high, unit, m_address),
                     Limits::checked(limits.major.low, limits.major.high, unit, m_address)};
    if (m_reading.quality == Quality::Valid)
        m_reading.severity = severityOf(m_reading.value);
    Q_EMIT m_device.parameterChanged(*this, ParameterChange::Limits);
}

void Parameter::setProtection(const Protection &protection)
{
    refuseIfPermanent(m_protection, m_address);
    m_protection = protection;
    Q_EMIT m_device.parameterChanged(*this, ParameterChange::Protection);
}

void Parameter::stash()
{
    const bool known = m_setpoint.index() != 0 || m_reading.quality == Quality::Valid;
    m_stash.push_back(known ? target() : Value());
}

void Device::setProtection(const Protection &protection)
{
    refuseIfPermanent(m_protection, m_id);
    m_protection = protection;
    Q_EMIT protectionChanged(*this);
}
} // namespace podium::engine
