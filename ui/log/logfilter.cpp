// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logfilter.h"

#include <algorithm>

namespace podium::ui
{
namespace
{
/// Whether a line of these devices ("a, b", or an address) is about this one.
bool isAbout(const QString &devices, const QString &device)
{
    const auto parts = devices.split(QStringLiteral(", "));
    return std::any_of(parts.begin(), parts.end(), [&device](const QString &part) {
        return part.startsWith(device)
            && (part.size() == device.size() || part[device.size()] == u'.' || part[device.size()] == u'/');
    });
}
} // namespace

void LogFilter::setLevel(LogLevel least)
{
    m_least = least;
    invalidateRowsFilter();
}

void LogFilter::setDevice(const QString &device)
{
    m_device = device;
    invalidateRowsFilter();
}

void LogFilter::setText(const QString &text)
{
    m_text = text;
    invalidateRowsFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto &line = static_cast<const LogModel &>(*sourceModel()).at(row);
    return line.level >= m_least && (m_device.isEmpty() || isAbout(line.device, m_device))
        && (m_text.isEmpty() || line.text.contains(m_text, Qt::CaseInsensitive) || line.device.contains(m_text, Qt::CaseInsensitive));
}
} // namespace podium::ui
