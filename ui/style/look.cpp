// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/look.h"

#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace podium::ui
{
using engine::DeviceState;
using engine::Quality;
using engine::Severity;

namespace
{
QString word(const char *text) { return QCoreApplication::translate("podium::ui::Look", text); }

Look severityLook(Severity severity)
{
    switch (severity) {
    case Severity::None:
        return {};
    case Severity::Minor:
        return {Tone::Minor, MarkLine::Solid, QStringLiteral("!"), word("minor alarm")};
    case Severity::Major:
        break;
    }
    return {Tone::Major, MarkLine::Double, QStringLiteral("!!"), word("major alarm")};
}
} // namespace

Look lookOf(Quality quality, Severity severity)
{
    switch (quality) {
    case Quality::Lost:
        return {Tone::Lost, MarkLine::Dotted, QStringLiteral("\u00d7"), word("no connection")};
    case Quality::Invalid:
        return {Tone::Invalid, MarkLine::DashDot, QStringLiteral("?"), word("invalid")};
    case Quality::Stale:
        if (severity == Severity::None)
            return {Tone::Muted, MarkLine::None, QStringLiteral("~"), word("stale")};
        break;
    case Quality::Valid:
        break;
    }
    return severityLook(severity);
}

void drawMark(QPainter &painter, const QRect &rect, const Look &look)
{
    if (look.line == MarkLine::None)
        return;
    const auto colour = Theme::instance().colour(look.tone);
    QPen pen(colour, 2);
    switch (look.line) {
    case MarkLine::None:
    case MarkLine::Solid:
        break;
    case MarkLine::Double:
        pen.setWidth(1);
        painter.setPen(pen);
        painter.drawRect(rect.adjusted(3, 3, -4, -4));
        break;
    case MarkLine::DashDot:
        pen.setDashPattern({4, 2, 1, 2});
        break;
    case MarkLine::Dotted: {
        auto faint = colour;
        faint.setAlpha(60);
        painter.fillRect(rect, QBrush(faint, Qt::BDiagPattern));
        pen.setDashPattern({1, 2});
        break;
    }
    }
    painter.setPen(pen);
    painter.drawRect(look.line == MarkLine::Double ? rect.adjusted(0, 0, -1, -1) : rect.adjusted(1, 1, -1, -1));
}

StateLook lookOf(DeviceState state)
{
    switch (state) {
    case DeviceState::Disconnected:
        return {Tone::Lost, Icon::StateDisconnected, word("disconnected")};
    case DeviceState::Standby:
        return {Tone::Muted, Icon::StateOk, word("standby")};
    case DeviceState::On:
        return {Tone::Text, Icon::StateOn, word("on")};
    case DeviceState::Moving:
        return {Tone::Busy, Icon::StateBusy, word("moving")};
    case DeviceState::Ramping:
        return {Tone::Busy, Icon::StateBusy, word("ramping")};
    case DeviceState::Acquiring:
        return {Tone::Busy, Icon::StateBusy, word("acquiring")};
    case DeviceState::Fault:
        break;
    }
    return {Tone::Major, Icon::StateAlarm, word("fault")};
}
} // namespace podium::ui
