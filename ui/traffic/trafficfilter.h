// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/traffic/trafficmodel.h"

#include <QSortFilterProxyModel>

namespace podium::ui
{
/// The messages that went one way, are errors, are of a device, and contain a text as letters or in hexadecimal.
class TrafficFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWay(TrafficWay way);
    void setErrorsOnly(bool only);
    /// Empty: of every device, and of none.
    void setDevice(const QString &device);
    void setText(const QString &text);

    const TrafficModel *traffic() const { return static_cast<const TrafficModel *>(sourceModel()); }
    int sourceRow(int row) const { return mapToSource(index(row, 0)).row(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TrafficWay m_way = TrafficWay::Both;
    bool m_errorsOnly = false;
    QString m_device;
    QString m_text;
};
} // namespace podium::ui
