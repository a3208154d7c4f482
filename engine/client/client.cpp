// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/client.h"

#include "engine/model/bytetext.h"
#include "engine/model/quoted.h"
#include "engine/tasks/serviceoptions.h"
#include "engine/tasks/submit.h"

namespace podium::engine
{
namespace
{
// Coroutines take what they need by value: the closure that makes them is gone when they run.
Op<void> setSoftLimitsNow(Core &core, Address address, Limits limits)
{
    core.bench.parameter(address).setSoftLimits(limits);
    co_return;
}

Op<void> setAlarmLimitsNow(Core &core, Address address, AlarmLimits limits)
{
    core.bench.parameter(address).setAlarmLimits(limits);
    co_return;
}

Op<void> protectNow(Core &core, DeviceId device, QString parameter, Protection protection)
{
    if (parameter.isEmpty())
        core.bench.device(device).setProtection(protection);
    else
        core.bench.parameter({device, parameter}).setProtection(protection);
    co_return;
}

Op<void> resetNow(Core &core, QString by, std::optional<quint64> epoch)
{
    core.stops->reset(by, epoch);
    co_return;
}

Op<void> acknowledgeNow(Core &core, DeviceId device, QString by)
{
    core.stops->acknowledge(device, by);
    co_return;
}

Op<void> breakNow(Core &core, QString address, QString by, TaskId holder)
{
    core.locks.breakLock(address, by, holder);
    co_return;
}

Op<std::vector<Refusal>> explainWrite(Core &core, Address address, Value value)
{
    co_return operations::whyNotWrite(core.bench, address, value, currentTask());
}

Op<std::vector<Refusal>> explainCall(Core &core, Address address, Arguments arguments)
{
    co_return operations::whyNotCall(core.bench, address, arguments, currentTask());
}

Op<std::vector<LinkDescription>> linksNow(Core &core)
{
    co_return linksOf(core.bench);
}
} // namespace

Client::Client(std::shared_ptr<EngineGate> gate, Core &core, QString by)
    : m_gate(std::move(gate))
    , m_core(core)
    , m_by(std::move(by))
    , m_shape(std::make_shared<Shape>())
{
    setBench(std::make_shared<const BenchDescription>(describe(core.bench)));
}

std::shared_ptr<const BenchDescription> Client::bench() const
{
    const std::lock_guard guard(m_shape->mutex);
    return m_shape->bench;
}

void Client::setBench(std::shared_ptr<const BenchDescription> bench) const
{
    const std::lock_guard guard(m_shape->mutex);
    m_shape->bench = std::move(bench);
}

Client Client::as(const QString &by) const
{
    Client other(*this);
    other.m_by = by;
    return other;
}

template <class Maker>
auto Client::submit(const QString &label, const QString &device, const QString &operation, Maker maker) const
{
    TaskOptions options;
    options.startedBy = m_by;
    options.owners = {device};
    options.operation = operation;
    return engine::submit(m_gate, label, std::move(maker), options);
}

template <class Maker>
auto Client::serve(const QString &label, const QString &device, Maker maker) const
{
    return engine::submit(m_gate, label, std::move(maker), serviceOptions({device}, m_by));
}

QString Client::writeName(const Address &address) const
{
    const auto bench = this->bench();
    const auto *spec = bench->find(address);
    return spec ? operations::writeName(*spec, address) : QString();
}

Task<Value> Client::write(const Address &address, const Value &value, IfLocked ifLocked) const
{
    return submit(QStringLiteral("set %1").arg(address.text()), address.device, writeName(address), [core = &m_core, address, value, ifLocked] {
        return operations::write(core->bench, address, value, ifLocked);
    });
}

Task<Value> Client::call(const Address &address, const Arguments &arguments, IfLocked ifLocked) const
{
    return submit(address.text(), address.device, operations::callName(address), [core = &m_core, address, arguments, ifLocked] {
        return operations::call(core->bench, address, arguments, ifLocked);
    });
}

Task<Value> Client::move(const Address &address, const Quantity &to, MoveKind kind, IfLocked ifLocked) const
{
    const auto form = kind == MoveKind::Absolute ? QStringLiteral("move %1 to %2") : QStringLiteral("move %1 by %2");
    return submit(form.arg(address.text(), to.text()), address.device, writeName(address), [core = &m_core, address, to, kind, ifLocked] {
        return operations::move(core->bench, address, to, kind, ifLocked);
    });
}

Task<Value> Client::read(const Address &address) const
{
    return submit(QStringLiteral("read %1").arg(address.text()), address.device, QString(), [core = &m_core, address] {
        return operations::read(core->bench, address);
    });
}

Task<void> Client::restore(const DeviceId &device, IfLocked ifLocked) const
{
    return submit(QStringLiteral("restore %1").arg(device), device, QStringLiteral("restore %1").arg(device), [core = &m_core, device, ifLocked] {
        return operations::restore(core->bench, device, ifLocked);
    });
}

Task<std::vector<LinkDescription>> Client::links() const
{
    return serve(QStringLiteral("list the links"), {}, [core = &m_core] { return linksNow(*core); });
}

Task<QByteArray> Client::sendByHand(const DeviceId &device, const QByteArray &message, MessageClass messageClass, IfLocked ifLocked) const
{
    const auto label = QStringLiteral("send %1 to %2 by hand").arg(quoted(byteText(message)), device);
    return submit(label, device, QString(), [core = &m_core, device, message, messageClass, ifLocked] {
        return operations::sendByHand(core->bench, device, message, messageClass, ifLocked);
    });
}

void Client::stash(const DeviceId &device) const
{
    m_gate->post([core = &m_core, device] {
        if (auto *found = core->bench.find(device))
            operations::stash(*found);
    });
}

void Client::cancel(TaskId task) const
{
    m_gate->post([core = &m_core, task] { core->engine.cancel(task); });
}

void Client::cancelAll() const
{
    m_gate->post([core = &m_core] { core->engine.cancelAll(); });
}

void Client::setPaused(TaskId task, bool paused) const
{
    m_gate->post([core = &m_core, task, paused] { core->engine.setPaused(task, paused); });
}

void Client::stop(const DeviceId &device) const
{
    m_core.stops->stop(device, m_by);
}

quint64 Client::stopAll() const
{
    return m_core.stops->stopAll(m_by);
}

Task<void> Client::reset(std::optional<quint64> epoch) const
{
    return serve(QStringLiteral("reset"), {}, [core = &m_core, by = m_by, epoch] { return resetNow(*core, by, epoch); });
}

Task<void> Client::acknowledge(const DeviceId &device) const
{
    return serve(QStringLiteral("acknowledge %1").arg(device), device,
                  [core = &m_core, device, by = m_by] { return acknowledgeNow(*core, device, by); });
}

Task<void> Client::setSoftLimits(const Address &address, const Limits &limits) const
{
    return serve(QStringLiteral("set the soft limits of %1").arg(address.text()), address.device,
                  [core = &m_core, address, limits] { return setSoftLimitsNow(*core, address, limits); });
}

Task<void> Client::setAlarmLimits(const Address &address, const AlarmLimits &limits) const
{
    return serve(QStringLiteral("set the alarm limits of %1").arg(address.text()), address.device,
                  [core = &m_core, address, limits] { return setAlarmLimitsNow(*core, address, limits); });
}

Task<void> Client::setProtection(const DeviceId &device, const QString &parameter, const Protection &protection) const
{
    return serve(QStringLiteral("protect %1").arg(device), device,
                  [core = &m_core, device, parameter, protection] { return protectNow(*core, device, parameter, protection); });
}

Task<void> Client::breakLock(const QString &address, TaskId holder) const
{
    return serve(QStringLiteral("break the lock of %1").arg(address), {},
                  [core = &m_core, address, by = m_by, holder] { return breakNow(*core, address, by, holder); });
}

Task<std::vector<Refusal>> Client::whyNotWrite(const Address &address, const Value &value) const
{
    return serve(QStringLiteral("check %1").arg(address.text()), address.device,
                  [core = &m_core, address, value] { return explainWrite(*core, address, value); });
}

Task<std::vector<Refusal>> Client::whyNotCall(const Address &address, const Arguments &arguments) const
{
    return serve(QStringLiteral("check %1").arg(address.text()), address.device,
                  [core = &m_core, address, arguments] { return explainCall(*core, address, arguments); });
}
} // namespace podium::engine
