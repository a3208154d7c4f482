// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explain.h"
#include "ui/style/refreshclock.h"
#include "ui/tree/devicetreemodel.h"

namespace podium::ui
{
QString DeviceTreeModel::belowText(const Node &node)
{
    const auto below = markedBelow(node);
    const bool isWorse = !below.empty() && below.begin()->first > node.own.alarm;
    return isWorse ? markText(below.begin()->second->own) : QString();
}

QString DeviceTreeModel::explanation(const Node &node) const
{
    QStringList lines{node.title};
    if (node.device) {
        const auto &description = node.device->description();
        const auto &status = node.device->status();
        lines << description.id;
        if (!description.problem.isEmpty())
            lines << tr("could not be made: %1").arg(description.problem);
        else
            lines << (status.reason.isEmpty() ? lookOf(status.state).word : tr("%1: %2").arg(lookOf(status.state).word, status.reason));
        if (node.own.alarm == Alarm::MotionUnknown)
            lines << tr("motion unknown: its stop was not confirmed");
        if (const auto *lock = lockOf(*node.device, node.watched))
            lines << lockText(*lock, RefreshClock::instance().now());
        if (status.protection.isOn())
            lines << tr("write-protected by %1").arg(status.protection.by);
        for (const auto *view : node.watched)
            if (const auto look = lookOf(view->state().reading.quality, view->state().reading.severity); !look.word.isEmpty())
                lines << tr("%1: %2").arg(view->spec().name, look.word);
    }
    constexpr std::size_t most = 8;
    const auto below = markedBelow(node);
    const auto end = std::next(below.begin(), std::ptrdiff_t(std::min(below.size(), most)));
    for (auto marked = below.begin(); marked != end; ++marked)
        lines << tr("%1: %2").arg(marked->second->device->description().id, marked->second->own.word);
    if (below.size() > most)
        lines << tr("... and %1 more").arg(below.size() - most);
    return lines.join(u'\n');
}

QString DeviceTreeModel::textOf(const Node &node) const
{
    QStringList parts{node.title};
    if (node.own.alarm != Alarm::None)
        parts << node.own.word;
    else if (node.device)
        parts << lookOf(node.device->status().state).word;
    if (const auto below = markedBelow(node); !below.empty())
        parts << tr("below it %1: %2").arg(below.begin()->second->device->description().id, below.begin()->second->own.word);
    return parts.join(QStringLiteral(", "));
}
} // namespace podium::ui
