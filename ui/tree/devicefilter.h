// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace podium::ui
{
/// The rows of a DeviceTreeModel whose title or id contains a text, with all above and below them; these can be dragged.
class DeviceFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit DeviceFilter(QObject *parent = nullptr);

    /// The devices of some rows, and for a group those below it that are shown, each once, from top to bottom.
    QStringList devicesOf(const QModelIndexList &rows) const;

    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &rows) const override;

private:
    void collect(const QModelIndex &parent, const QModelIndexList &rows, bool isMeant, QStringList &devices) const;
};
} // namespace podium::ui
