// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicefilter.h"

#include "ui/panels/devicemime.h"
#include "ui/tree/devicetreemodel.h"

namespace podium::ui
{
DeviceFilter::DeviceFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setFilterRole(DeviceTreeModel::FilterRole);
}

QStringList DeviceFilter::devicesOf(const QModelIndexList &rows) const
{
    QStringList devices;
    collect({}, rows, false, devices);
    return devices;
}

void DeviceFilter::collect(const QModelIndex &parent, const QModelIndexList &rows, bool isMeant, QStringList &devices) const
{
    for (int row = 0; row < rowCount(parent); ++row) {
        const auto child = index(row, DeviceTreeModel::DeviceColumn, parent);
        const auto device = child.data(DeviceTreeModel::DeviceRole).toString();
        const bool isChosen = isMeant || rows.contains(child);
        if (isChosen && !device.isEmpty())
            devices << device;
        collect(child, rows, isMeant || (isChosen && device.isEmpty()), devices);
    }
}

Qt::ItemFlags DeviceFilter::flags(const QModelIndex &index) const
{
    const auto flags = QSortFilterProxyModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList DeviceFilter::mimeTypes() const { return {deviceMimeType()}; }

QMimeData *DeviceFilter::mimeData(const QModelIndexList &rows) const
{
    const auto devices = devicesOf(rows);
    return devices.isEmpty() ? nullptr : deviceMimeData(devices);
}
} // namespace podium::ui
