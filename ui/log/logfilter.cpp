// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logfilter.h"

namespace podium::ui
{
void LogFilter::setLevel(LogLevel least)
{
    m_least = least;
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
    return line.level >= m_least
        && (m_text.isEmpty() || line.text.contains(m_text, Qt::CaseInsensitive) || line.device.contains(m_text, Qt::CaseInsensitive));
}
} // namespace podium::ui
