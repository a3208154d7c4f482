// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficfilter.h"

namespace podium::ui
{
void TrafficFilter::setWay(TrafficWay way)
{
    m_way = way;
    invalidateRowsFilter();
}

void TrafficFilter::setErrorsOnly(bool only)
{
    m_errorsOnly = only;
    invalidateRowsFilter();
}

void TrafficFilter::setDevice(const QString &device)
{
    m_device = device;
    invalidateRowsFilter();
}

void TrafficFilter::setText(const QString &text)
{
    m_text = text;
    invalidateRowsFilter();
}

bool TrafficFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto &message = traffic()->at(row);
    const auto &entry = message.entry;
    if (m_way != TrafficWay::Both && wayOf(entry.kind) != m_way)
        return false;
    if (m_errorsOnly && !isError(entry.kind))
        return false;
    if (!m_device.isEmpty() && entry.device != m_device)
        return false;
    return m_text.isEmpty() || messageText(message).contains(m_text, Qt::CaseInsensitive)
        || rawText(entry).contains(m_text, Qt::CaseInsensitive) || wayText(entry).contains(m_text, Qt::CaseInsensitive);
}
} // namespace podium::ui
