// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/receiptmodel.h"

#include "ui/stop/stopmonitor.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QDateTime>

#include <algorithm>

namespace podium::ui
{
using engine::StopReceipt;

namespace
{
QString timeOfDay(engine::TimePoint then)
{
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(RefreshClock::instance().now() - then);
    return QDateTime::currentDateTime().addMSecs(-ago.count()).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString milliseconds(const StopReceipt &receipt, const std::optional<engine::TimePoint> &then)
{
    const auto ms = StopReceipt::milliseconds(receipt.requested, then);
    return ms ? QString::number(*ms, 'f', 1) : QStringLiteral("–");
}
} // namespace

ReceiptModel::ReceiptModel(StopMonitor &monitor, QObject *parent) : QAbstractTableModel(parent)
{
    for (const auto &[device, receipt] : monitor.receipts())
        take(receipt);
    connect(&monitor, &StopMonitor::receiptChanged, this, &ReceiptModel::take);
}

int ReceiptModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int ReceiptModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

void ReceiptModel::take(const StopReceipt &receipt)
{
    const auto row = std::ranges::find(m_rows, receipt.device, [](const Row &r) { return r.receipt.device; });
    if (row == m_rows.end()) {
        beginInsertRows({}, 0, 0);
        m_rows.insert(m_rows.begin(), {receipt, timeOfDay(receipt.requested)});
        endInsertRows();
        return;
    }
    if (row->receipt.requested != receipt.requested)
        row->requestedAt = timeOfDay(receipt.requested);
    row->receipt = receipt;
    const int number = int(row - m_rows.begin());
    Q_EMIT dataChanged(index(number, 0), index(number, ColumnCount - 1));
}

QString ReceiptModel::text(const Row &row, int column)
{
    const auto &receipt = row.receipt;
    switch (column) {
    case Device:
        return oneLine(receipt.device);
    case State:
        return receipt.isConfirmed()                 ? tr("stopped")
            : StopMonitor::isUnconfirmed(receipt)    ? tr("!! NOT CONFIRMED")
            : receipt.finished                       ? tr("sent, cannot confirm")
                                                     : tr("stopping");
    case Requested:
        return row.requestedAt;
    case FirstByte:
        return milliseconds(receipt, receipt.firstByte);
    case Acknowledged:
        return milliseconds(receipt, receipt.acknowledged);
    case Confirmed:
        return milliseconds(receipt, receipt.confirmed);
    case Steps:
        return oneLine(receipt.steps.join(QStringLiteral("; ")));
    case Problem:
        return oneLine(receipt.problem);
    default:
        return {};
    }
}

QVariant ReceiptModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::ToolTipRole)
        return plainToolTip(tr("%1: stop asked for by %2\n%3").arg(row.receipt.device, row.receipt.reason, row.receipt.steps.join(u'\n')));
    if (role == Qt::TextAlignmentRole && index.column() >= FirstByte && index.column() <= Confirmed)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && index.column() == State) {
        if (StopMonitor::isUnconfirmed(row.receipt))
            return Theme::instance().colour(Tone::Major);
        if (!row.receipt.finished)
            return Theme::instance().colour(Tone::Minor);
    }
    return {};
}

QVariant ReceiptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Device: return tr("Device");
    case State: return tr("State");
    case Requested: return tr("Requested");
    case FirstByte: return tr("Byte, ms");
    case Acknowledged: return tr("Accepted, ms");
    case Confirmed: return tr("Confirmed, ms");
    case Steps: return tr("Steps");
    case Problem: return tr("Problem");
    default: return {};
    }
}
} // namespace podium::ui
