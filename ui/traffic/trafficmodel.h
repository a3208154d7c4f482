// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/trafficbatch.h"
#include "ui/traffic/trafficrow.h"

#include <QAbstractTableModel>

#include <deque>

namespace podium::ui
{
/// The last messages of one link, so many and no more. While it is paused it takes them all the same, and shows them later.
/// Thread: the GUI's.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Since, Way, Took, Device, Message, Raw, ColumnCount };

    explicit TrafficModel(int capacity, QObject *parent = nullptr);

    /// Those that it has already, as after a pause of the subscription, are left out.
    void add(const engine::TrafficBatch &batch);
    void setCapacity(int rows);
    /// What a message means, for all that come.
    void setWords(std::function<QString(const engine::TraceEntry &)> words) { m_words = std::move(words); }
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// How many came during the pause.
    quint64 waiting() const { return m_waitingCount; }
    /// Messages that were never here: the link kept no longer what nobody had watched, or the window was too slow.
    quint64 missed() const { return m_missed; }
    void clear();

    const TrafficRow &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// One message as text, with tabs between its cells and the date.
    QString lineText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void countsChanged();

private:
    QString text(const TrafficRow &row, int column) const;
    void append(std::deque<TrafficRow> rows);

    std::size_t m_capacity;
    std::function<QString(const engine::TraceEntry &)> m_words;
    std::deque<TrafficRow> m_rows;
    std::deque<TrafficRow> m_waiting;
    quint64 m_waitingCount = 0;
    quint64 m_missed = 0;
    quint64 m_last = 0; ///< number of the last message that came
    std::optional<engine::TimePoint> m_lastWhen;
    bool m_paused = false;
};
} // namespace podium::ui
