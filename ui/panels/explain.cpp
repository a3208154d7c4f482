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

QString protectionText(const QString &what, const Protection &protection)
{
    const auto text = protection.kind == Protection::Kind::Permanent
                          ? tr("%1 is write-protected by %2%3 until the program ends.")
                          : tr("%1 is write-protected by %2%3; take the protection off to set it.");
    return text.arg(what, protection.by, because(protection.reason));
}

QString whyNotThere(const DeviceDescription &device, const DeviceStatus &status)
{
    if (!device.problem.isEmpty())
        return tr("%1 could not be made: %2").arg(device.id, device.problem);
    if (status.state == DeviceState::Disconnected)
        return tr("%1 is not connected%2; it is tried again by itself.").arg(device.id, because(status.reason));
    if (status.protection.isOn())
        return protectionText(device.id, status.protection);
    return {};
}

QString latchText() { return tr("STOP ALL is latched: reset it first."); }
} // namespace

QString lockText(const LockHolder &holder, TimePoint now)
{
    const auto reason = holder.reason == holder.label ? QString() : because(holder.reason);
    return tr("locked by task %1, %2%3, since %4")
        .arg(QString::number(holder.task), holder.label, reason, durationText(now - holder.since));
}

QString whyBlocked(const DeviceDescription &device, const DeviceStatus &status, const ParameterSpec &spec,
                   const Protection &protection, bool latched)
{
    if (const auto why = whyNotThere(device, status); !why.isEmpty())
        return why;
    if (protection.isOn())
        return protectionText(Address{device.id, spec.name}.text(), protection);
    if (latched && (spec.startsMotion || spec.isOutput))
        return latchText();
    if (!DeviceStates::working().contains(status.state))
        return tr("%1 is in the state %2%3.").arg(device.id, lookOf(status.state).word, because(status.reason));
    return {};
}

QString whyBlocked(const DeviceDescription &device, const DeviceStatus &status, const CommandSpec &spec, bool latched)
{
    if (const auto why = whyNotThere(device, status); !why.isEmpty() && !spec.allowedStates.contains(status.state))
        return why;
    if (status.protection.isOn())
        return protectionText(device.id, status.protection);
    if (latched && spec.mayEnergise())
        return latchText();
    if (!status.lock && !spec.allowedStates.contains(status.state))
        return tr("Not possible while %1 is %2%3; it has to be %4.")
            .arg(device.id, lookOf(status.state).word, because(status.reason), spec.allowedStates.text());
    return {};
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
