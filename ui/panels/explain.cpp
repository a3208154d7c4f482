// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explain.h"

#include "ui/panels/valuetext.h"
#include "ui/style/look.h"

#include <QCoreApplication>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::ui::Explain", text); }

QString because(const QString &reason) { return reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(reason); }

Why protectedBy(const Address &address, const Protection &protection)
{
    const bool permanent = protection.kind == Protection::Kind::Permanent;
    const auto text = permanent ? tr("%1 is write-protected by %2%3 until the program ends.")
                                : tr("%1 is write-protected by %2%3; take the protection off to set it.");
    const auto name = address.parameter.isEmpty() ? address.device : address.text();
    return {permanent ? Why::Kind::Permanent : Why::Kind::Protected, text.arg(name, protection.by, because(protection.reason)), address, {}};
}

Why latched(const DeviceId &device, const Latch &latch)
{
    const auto who = latch.by.isEmpty() ? QString() : tr(" by %1").arg(latch.by);
    return {Why::Kind::Latched, tr("STOP ALL is latched%1: reset it first.").arg(who), {device, {}}, {}};
}
} // namespace

QString lockText(const LockHolder &holder, TimePoint now)
{
    const auto reason = holder.reason == holder.label ? QString() : because(holder.reason);
    return tr("locked by task %1, %2%3, since %4")
        .arg(QString::number(holder.task), holder.label, reason, durationText(now - holder.since));
}

Why whyBlocked(const DeviceDescription &device, const DeviceStatus &status)
{
    const Address address{device.id, {}};
    if (!device.problem.isEmpty())
        return {Why::Kind::Missing, tr("%1 could not be made: %2").arg(device.id, device.problem), address, {}};
    if (status.state == DeviceState::Disconnected)
        return {Why::Kind::Disconnected,
                tr("%1 is not connected%2; it is tried again by itself.").arg(device.id, because(status.reason)), address, {}};
    if (status.protection.isOn())
        return protectedBy(address, status.protection);
    return {};
}

Why whyBlocked(const DeviceDescription &device, const DeviceStatus &status, const ParameterSpec &spec,
               const Protection &protection, const Latch &latch)
{
    if (const auto why = whyBlocked(device, status); why.isBlocking())
        return why;
    if (protection.isOn())
        return protectedBy({device.id, spec.name}, protection);
    if (latch.isOn && (spec.startsMotion || spec.isOutput))
        return latched(device.id, latch);
    if (!DeviceStates::working().contains(status.state))
        return {Why::Kind::State, tr("%1 is in the state %2%3.").arg(device.id, lookOf(status.state).word, because(status.reason)),
                {device.id, {}}, {}};
    return {};
}

Why whyBlocked(const DeviceDescription &device, const DeviceStatus &status, const CommandSpec &spec, const Latch &latch)
{
    if (const auto why = whyBlocked(device, status); why.isBlocking() && !spec.allowedStates.contains(status.state))
        return why;
    if (status.protection.isOn())
        return protectedBy({device.id, {}}, status.protection);
    if (latch.isOn && spec.mayEnergise())
        return latched(device.id, latch);
    if (!status.lock && !spec.allowedStates.contains(status.state))
        return {Why::Kind::State,
                tr("Not possible while %1 is %2%3; it has to be %4.")
                    .arg(device.id, lookOf(status.state).word, because(status.reason), spec.allowedStates.text()),
                {device.id, {}}, {}};
    return {};
}

Why whyLocked(const Address &address, const std::optional<LockHolder> &lock)
{
    if (!lock)
        return {};
    const auto reason = lock->reason == lock->label ? QString() : because(lock->reason);
    return {Why::Kind::Locked, tr("%1 is locked by task %2, %3%4.").arg(lock->address, QString::number(lock->task), lock->label, reason),
            address, lock};
}

QString outcomeText(const TaskInfo &task)
{
    switch (task.outcome.value_or(Outcome::Succeeded)) {
    case Outcome::Succeeded:
        return {};
    case Outcome::Failed:
        return task.causes.isEmpty() ? task.error : tr("%1 Cause: %2").arg(task.error, task.causes.join(QStringLiteral("; ")));
    case Outcome::Cancelled:
        break;
    }
    const auto how = !task.stopConfirmed ? QString() : *task.stopConfirmed ? tr(" The stop is confirmed.") : tr(" The stop is NOT confirmed.");
    if (task.reason == CancelReason::Stopped)
        return tr("%1: ended by a stop.%2").arg(task.label, how);
    return tr("%1: cancelled.%2").arg(task.label, how);
}

bool wasLocked(const TaskInfo &task)
{
    return std::any_of(task.refusals.begin(), task.refusals.end(),
                       [](const Refusal &refusal) { return refusal.kind == RefusalKind::Locked; });
}
} // namespace podium::ui
