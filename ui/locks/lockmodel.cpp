// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockmodel.h"

#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/taskbook.h"
#include "ui/tasks/tasktext.h"

#include <algorithm>

namespace podium::ui
{
using engine::LockInfo;

namespace
{
/// Told anew once a second, so that no finer figure would be true.
QString ageText(engine::Duration age)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(age);
    return seconds.count() < 1 ? LockModel::tr("< 1 s") : seconds.count() < 60 ? LockModel::tr("%1 s").arg(seconds.count()) : elapsedText(seconds);
}
} // namespace

LockModel::LockModel(const TaskBook &tasks, QObject *parent) : QAbstractTableModel(parent), m_tasks(tasks) {}

void LockModel::take(const LockInfo &info)
{
    const auto known = std::ranges::find(m_rows, info.address, &LockInfo::address);
    const int row = int(known - m_rows.begin());
    const bool isOver = info.holder == 0 && info.waiters.empty();
    if (known == m_rows.end()) {
        if (isOver)
            return;
        beginInsertRows({}, row, row);
        m_rows.push_back(info);
        endInsertRows();
    } else if (isOver) {
        beginRemoveRows({}, row, row);
        m_rows.erase(known);
        endRemoveRows();
    } else {
        *known = info;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void LockModel::refreshAges()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1)); // names may be known meanwhile
}

int LockModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int LockModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString LockModel::text(const LockInfo &info, int column) const
{
    switch (column) {
    case What:
        return oneLine(info.address);
    case Holder:
        return holderText(info);
    case Since:
        return info.holder ? ageText(RefreshClock::instance().now() - info.since) : QString();
    case Waiting: {
        QStringList names;
        for (const auto waiter : info.waiters)
            names << m_tasks.nameOf(waiter);
        return names.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QString LockModel::holderText(const LockInfo &info) const
{
    return !info.holder ? tr("nobody")
           : info.reason.isEmpty() || info.reason == info.holderLabel
               ? oneLine(info.holderLabel)
               : tr("%1 (%2)", "task (reason)").arg(oneLine(info.holderLabel), oneLine(info.reason));
}

QString LockModel::explanation(const LockInfo &info) const
{
    QStringList lines{oneLine(info.address)};
    if (info.holder) {
        lines << tr("held by task %1, %2").arg(QString::number(info.holder), holderText(info));
        if (const auto *task = m_tasks.find(info.holder); task && !task->startedBy.isEmpty())
            lines << tr("started by %1").arg(oneLine(task->startedBy, 60));
        lines << tr("since %1").arg(text(info, Since));
        if (m_tasks.cancellingSince(info.holder))
            lines << tr("it is being cancelled");
    }
    int place = 0;
    for (const auto waiter : info.waiters)
        lines << tr("number %1 to wait: task %2, %3").arg(QString::number(++place), QString::number(waiter), m_tasks.nameOf(waiter));
    return lines.join(u'\n');
}

QVariant LockModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(at(index.row()), index.column());
    if (role == Qt::ToolTipRole)
        return plainToolTip(explanation(at(index.row())));
    if (role == Qt::AccessibleDescriptionRole || role == Qt::StatusTipRole)
        return explanation(at(index.row())).replace(u'\n', QLatin1String("; "));
    return {};
}

QVariant LockModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What: return tr("Locked");
    case Holder: return tr("Held by");
    case Since: return tr("For");
    case Waiting: return tr("Waiting");
    default: return {};
    }
}
} // namespace podium::ui
