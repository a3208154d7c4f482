// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicemark.h"

#include <QCoreApplication>

namespace podium::ui
{
using namespace engine;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::ui::DeviceMark", text); }

Mark markOf(const Reading &reading)
{
    const bool wasAsked = !reading.reason.isEmpty() || reading.value.index() != 0;
    if (reading.severity == Severity::Major)
        return {Alarm::Major, lookOf(Quality::Valid, Severity::Major).word};
    if (wasAsked && (reading.quality == Quality::Lost || reading.quality == Quality::Invalid))
        return {Alarm::Lost, lookOf(reading.quality, Severity::None).word};
    if (reading.severity == Severity::Minor)
        return {Alarm::Minor, lookOf(Quality::Valid, Severity::Minor).word};
    return {};
}
} // namespace

Mark markOf(const DeviceView &device, const std::vector<ParameterView *> &watched, bool motionUnknown)
{
    if (motionUnknown)
        return {Alarm::MotionUnknown, tr("motion unknown")};
    if (!device.description().problem.isEmpty())
        return {Alarm::Major, tr("not there")};
    const auto state = device.status().state;
    if (state == DeviceState::Fault)
        return {Alarm::Major, lookOf(state).word};
    Mark worst;
    if (state == DeviceState::Disconnected)
        worst = {Alarm::Lost, lookOf(state).word};
    for (const auto *view : watched)
        if (const auto mark = markOf(view->state().reading); mark.alarm > worst.alarm)
            worst = mark;
    return worst;
}

const LockHolder *lockOf(const DeviceView &device, const std::vector<ParameterView *> &watched)
{
    if (device.status().lock)
        return &*device.status().lock;
    for (const auto *view : watched)
        if (view->state().lock)
            return &*view->state().lock;
    return nullptr;
}

Look lookOf(Alarm alarm)
{
    switch (alarm) {
    case Alarm::None:
        break;
    case Alarm::Minor:
        return lookOf(Quality::Valid, Severity::Minor);
    case Alarm::Lost:
        return lookOf(Quality::Lost, Severity::None);
    case Alarm::Major:
    case Alarm::MotionUnknown:
        return lookOf(Quality::Valid, Severity::Major);
    }
    return {};
}

Icon iconOf(Alarm alarm) { return alarm == Alarm::Lost ? Icon::StateDisconnected : Icon::StateAlarm; }

QString markText(const Mark &mark)
{
    return mark.alarm == Alarm::None ? QString() : QStringLiteral("%1 %2").arg(lookOf(mark.alarm).glyph, mark.word);
}
} // namespace podium::ui
