// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stop/receipt.h"

#include <QAbstractTableModel>

namespace podium::ui
{
class StopMonitor;

/// The last stop of each device, newest first: when it was asked for, and how long each step took.
class ReceiptModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Device, State, Requested, FirstByte, Acknowledged, Confirmed, Steps, Problem, ColumnCount };

    explicit ReceiptModel(StopMonitor &monitor, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const engine::StopReceipt &at(int row) const { return m_rows[static_cast<std::size_t>(row)].receipt; }

private:
    struct Row {
        engine::StopReceipt receipt;
        QString requestedAt; ///< time of day
    };
    void take(const engine::StopReceipt &receipt);
    static QString text(const Row &row, int column);

    std::vector<Row> m_rows;
};
} // namespace podium::ui
