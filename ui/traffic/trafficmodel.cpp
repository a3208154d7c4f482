// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficmodel.h"

#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

namespace podium::ui
{
using engine::TrafficBatch;

TrafficModel::TrafficModel(int capacity, QObject *parent) : QAbstractTableModel(parent), m_capacity(static_cast<std::size_t>(capacity)) {}

void TrafficModel::add(const TrafficBatch &batch)
{
    using namespace std::chrono;
    std::deque<TrafficRow> rows;
    quint64 came = 0;
    for (const auto &entry : batch.entries) {
        if (entry.number <= m_last)
            continue;
        m_missed += entry.number - m_last - 1;
        m_last = entry.number;
        const auto wall = batch.wall - duration_cast<system_clock::duration>(batch.now - entry.when);
        std::optional<engine::Duration> since;
        if (m_lastWhen)
            since = entry.when - *m_lastWhen;
        m_lastWhen = entry.when;
        ++came;
        rows.push_back({entry, QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(wall.time_since_epoch()).count()), since,
                        m_words ? oneLine(m_words(entry), 400) : QString()});
        if (rows.size() > m_capacity)
            rows.pop_front();
    }
    if (!m_paused) {
        append(std::move(rows));
        return;
    }
    m_waitingCount += came;
    for (auto &row : rows)
        m_waiting.push_back(std::move(row));
    while (m_waiting.size() > m_capacity)
        m_waiting.pop_front();
    Q_EMIT countsChanged();
}

void TrafficModel::append(std::deque<TrafficRow> rows)
{
    const auto room = m_capacity - std::min(m_capacity, m_rows.size());
    if (const auto gone = int(std::min(m_rows.size(), rows.size() - std::min(rows.size(), room))); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        endRemoveRows();
    }
    if (!rows.empty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(rows.size()) - 1);
        for (auto &row : rows)
            m_rows.push_back(std::move(row));
        endInsertRows();
    }
    Q_EMIT countsChanged();
}

void TrafficModel::setCapacity(int rows)
{
    m_capacity = static_cast<std::size_t>(rows);
    if (m_rows.size() > m_capacity) {
        const auto gone = int(m_rows.size() - m_capacity);
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        endRemoveRows();
    }
    while (m_waiting.size() > m_capacity)
        m_waiting.pop_front();
    Q_EMIT countsChanged();
}

void TrafficModel::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) == paused)
        return;
    m_waitingCount = 0;
    append(std::exchange(m_waiting, {}));
}

void TrafficModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_waiting.clear();
    endResetModel();
    m_waitingCount = 0;
    m_missed = 0;
    Q_EMIT countsChanged();
}

int TrafficModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int TrafficModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString TrafficModel::text(const TrafficRow &row, int column) const
{
    switch (column) {
    case Time:
        return row.wall.toString(QStringLiteral("HH:mm:ss.zzz"));
    case Since:
        return row.since ? u'+' + durationText(row.since) : QString();
    case Way:
        return wayText(row.entry);
    case Took:
        return durationText(row.entry.took);
    case Device:
        return oneLine(row.entry.device, 40);
    case Message:
        return messageText(row);
    case Raw:
        return rawText(row.entry);
    default:
        return {};
    }
}

QString TrafficModel::lineText(int row) const
{
    const auto &line = at(row);
    QStringList cells{line.wall.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"))};
    for (int column = Since; column < ColumnCount; ++column)
        cells << text(line, column);
    return cells.join(u'\t');
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(text(row, index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == Since || index.column() == Took ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Way || index.column() == Message ? QVariant(Theme::instance().colour(toneOf(row.entry.kind))) : QVariant();
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Since: return tr("After");
    case Way: return tr("Direction");
    case Took: return tr("Took");
    case Device: return tr("Device");
    case Message: return tr("Message");
    case Raw: return tr("Bytes (hex)");
    default: return {};
    }
}
} // namespace podium::ui
