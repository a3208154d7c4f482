// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/device.h"

#include <algorithm>
#include <cmath>

namespace podium::engine
{
namespace
{
constexpr Duration stalled = std::chrono::seconds(10);

double numberOf(const Value &value)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->value();
    if (const auto *integer = std::get_if<qint64>(&value))
        return static_cast<double>(*integer);
    return std::nan("");
}

Duration settlePeriod(const ParameterSpec &spec)
{
    const Duration fallback = std::chrono::milliseconds(50);
    return spec.period.count() > 0 ? std::min<Duration>(spec.period, fallback) : fallback;
}
} // namespace

Device::Device(const DeviceContext &context, QString family)
    : m_engine(context.engine)
    , m_locks(context.locks)
    , m_id(context.id)
    , m_title(context.title.isEmpty() ? context.id : context.title)
    , m_group(context.group)
    , m_family(std::move(family))
    , m_lock(context.locks, context.id, context.parent)
    , m_adjust(context.adjust)
{
}

Device::~Device() = default;

Parameter *Device::parameter(QStringView name) const
{
    for (const auto &parameter : m_parameters)
        if (parameter->spec().name == name)
            return parameter.get();
    return nullptr;
}

Parameter *Device::motionParameter() const
{
    Parameter *only = nullptr;
    for (const auto &parameter : m_parameters) {
        if (!parameter->spec().startsMotion)
            continue;
        if (only)
            return nullptr;
        only = parameter.get();
    }
    return only;
}

const CommandSpec *Device::command(QStringView name) const
{
    for (const auto &spec : m_commands)
        if (spec.name == name)
            return &spec;
    return nullptr;
}

Parameter &Device::addParameter(ParameterSpec spec)
{
    if (m_adjust)
        m_adjust(spec);
    m_parameters.push_back(std::make_unique<Parameter>(*this, m_locks, m_lock, std::move(spec)));
    return *m_parameters.back();
}

void Device::addCommand(CommandSpec spec)
{
    m_commands.push_back(std::move(spec));
}

void Device::setState(DeviceState state, const QString &reason)
{
    if (state == m_state && reason == m_stateReason)
        return;
    if (!mayFollow(m_state, state))
        throw Error(ErrorKind::Internal,
                    QStringLiteral("%1 cannot go from %2 to %3.").arg(m_id, QString(name(m_state)), QString(name(state))), m_id);
    const bool isBad = state == DeviceState::Fault || state == DeviceState::Disconnected;
    if (!isBad) {
        m_stateTraffic.clear();
        m_wasThere = true;
    } else if (state != m_state || !m_wasThere) { // another reason, like the next attempt, keeps what went before the loss
        m_stateTraffic = recentTraffic();
    }
    m_state = state;
    m_stateReason = reason;
    if (state == DeviceState::Disconnected)
        for (const auto &parameter : m_parameters)
            parameter->setQuality(Quality::Lost, reason);
    Q_EMIT stateChanged(*this);
}

void Device::addMover(TaskId task)
{
    m_movers.push_back(task);
    if (m_movers.size() == 1)
        Q_EMIT moversChanged(*this);
}

void Device::removeMover(TaskId task)
{
    if (std::erase(m_movers, task) > 0 && m_movers.empty())
        Q_EMIT moversChanged(*this);
}

void Device::markStopByte(TimePoint when)
{
    if (!m_stopByte)
        m_stopByte = when;
}

void Device::adoptReadbacks()
{
    for (const auto &parameter : m_parameters)
        if (parameter->spec().startsMotion && parameter->setpoint().index() != 0
            && parameter->reading().quality == Quality::Valid)
            parameter->setSetpoint(parameter->reading().value);
}

void Device::arrived(Parameter &parameter)
{
    const auto &task = currentTask()->record().peek();
    parameter.setSetpoint(parameter.reading().value, task.startedBy, task.id);
}

Op<void> Device::refresh(std::vector<Parameter *> due)
{
    for (auto *parameter : due) {
        try {
            parameter->setReading(co_await read(*parameter));
        } catch (const Error &error) {
            const bool gone = error.kind() == ErrorKind::Disconnected;
            parameter->setQuality(gone ? Quality::Lost : Quality::Invalid, error.message());
        }
    }
}

Op<void> Device::settle(Parameter &parameter, Value target)
{
    const double goal = numberOf(target);
    const auto &spec = parameter.spec();
    double begin = std::nan("");
    double last = std::nan("");
    auto moved = m_engine.now();
    int there = 0;
    int rested = 0;
    for (;;) {
        parameter.setReading(co_await read(parameter));
        if (parameter.reading().quality != Quality::Valid) // NaN, for one
            throw Error(ErrorKind::Device, parameter.reading().reason, m_id);
        const double at = numberOf(parameter.reading().value);
        if (std::isnan(begin))
            begin = at;
        if (at != last)
            moved = m_engine.now();
        last = at;
        there = std::abs(at - goal) <= spec.tolerance ? there + 1 : 0;
        rested = there == 0 && !isBusy(m_state) ? rested + 1 : 0;
        if (there >= 2)
            co_return;
        report(goal == begin ? 1.0 : std::clamp((at - begin) / (goal - begin), 0.0, 1.0), valueText(parameter.reading().value, spec.decimals));
        const auto where = valueText(parameter.reading().value, spec.decimals);
        const auto wanted = valueText(target, spec.decimals);
        if (rested >= 3)
            throw Error(ErrorKind::Device,
                        QStringLiteral("%1 came to rest at %2, not at %3; look for a limit switch, or a stop at the device.")
                            .arg(parameter.address(), where, wanted),
                        m_id);
        if (m_engine.now() - moved > stalled)
            throw Error(ErrorKind::Timeout,
                        QStringLiteral("%1 has stood at %2 for 10 s on its way to %3, and says that it is moving.")
                            .arg(parameter.address(), where, wanted),
                        m_id);
        co_await sleep(settlePeriod(spec));
    }
}

Op<Value> Device::execute(const CommandSpec &command, Arguments)
{
    throw Error(ErrorKind::Internal, QStringLiteral("%1 does not carry out %2.").arg(m_id, command.name), m_id);
    co_return Value();
}

Op<void> Device::ended()
{
    co_return;
}

Op<void> Device::stop()
{
    throw Error(ErrorKind::Internal, QStringLiteral("%1 has no stop.").arg(m_id), m_id);
    co_return;
}

Op<void> Device::fastStop()
{
    co_await stop();
}

Op<std::optional<bool>> Device::isStill()
{
    co_return std::nullopt;
}
} // namespace podium::engine
